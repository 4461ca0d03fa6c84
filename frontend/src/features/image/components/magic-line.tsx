import { Redo2, RotateCw, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { MagicPrompt } from '../hooks/use-magic-prompt';
import classes from './prompt-words.module.css';

interface Props {
  magic: MagicPrompt;
  /** Name of the language model. */
  model: string | null;
}

/** Who rewrote the prompt, and the one step back (UX-13). */
export function MagicLine({ magic, model }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { turn, error } = magic;
  if (error) {
    return (
      <div className={classes.line} data-kind="danger" role="alert">
        <p className={classes.title}>{`${t('words.magic.failed')}. ${inOneLine(errorText(error))}`}</p>
        <div className={classes.ways}>
          <button type="button" className={classes.way} onClick={magic.run}>
            <RotateCw aria-hidden />
            {t('common.retry')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div role="status" className={classes.status}>
      {turn && (
        <div className={classes.line}>
          <p className={classes.title}>
            {turn.undone
              ? t('words.magic.undone')
              : t(turn.engine === 'llm' ? 'words.magic.byModel' : 'words.magic.byStyles', { model: model ?? '' })}
          </p>
          {!turn.undone && turn.after.negativePrompt !== turn.before.negativePrompt && (
            <p className={classes.note}>{t('words.magic.negative')}</p>
          )}
          <div className={classes.ways}>
            {turn.undone ? (
              <button type="button" className={classes.way} onClick={magic.redo}>
                <Redo2 aria-hidden />
                {t('words.magic.redo')}
              </button>
            ) : (
              <button type="button" className={classes.way} onClick={magic.undo}>
                <Undo2 aria-hidden />
                {t('words.magic.undo')}
              </button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
