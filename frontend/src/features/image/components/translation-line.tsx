import { Button, Textarea } from '@mantine/core';
import { Languages, Pencil, RotateCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { type Translation, useModelTranslation } from '../api/words';
import type { ImageModel } from '../hooks/use-image-models';
import { usePromptTranslation } from '../hooks/use-prompt-translation';
import { markUnknown } from '../lib/translation';
import { useWords } from '../store/words';
import { LONGEST_PROMPT } from './prompt-box';
import classes from './prompt-words.module.css';

interface Props {
  model: ImageModel;
  /** Name of the language model, which translates better and slower. */
  languageModel: string | null;
}

/** What a model that reads only English will get in place of a Spanish prompt: to read, put right or turn off. */
export function TranslationLine({ model, languageModel }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const set = useWords((state) => state.set);
  const line = usePromptTranslation(model);
  if (line.state === 'none') return null;
  if (line.state === 'off') {
    return (
      <div className={classes.line} data-kind="quiet">
        <p className={classes.title}>{t('words.translate.off', { model: model.title })}</p>
        <div className={classes.ways}>
          <Way icon={<Languages aria-hidden />} onClick={() => set({ translate: true })}>
            {t('words.translate.on')}
          </Way>
        </div>
      </div>
    );
  }
  if (line.state === 'failed') {
    const { title } = errorText(line.error);
    return (
      <div className={classes.line} data-kind="danger" role="alert">
        <p className={classes.title}>{`${t('words.translate.failed')} ${title}`}</p>
        <div className={classes.ways}>
          <Way icon={<RotateCw aria-hidden />} onClick={line.retry}>
            {t('common.retry')}
          </Way>
        </div>
      </div>
    );
  }
  return <Shown {...line} model={model} languageModel={languageModel} key={line.translation.prompt} />;
}

interface ShownProps extends Props {
  translation: Translation;
  edited: string | null;
}

function Shown({ translation, edited, model, languageModel }: ShownProps) {
  const { t } = useTranslation();
  const set = useWords((state) => state.set);
  const [writing, setWriting] = useState<string | null>(null);
  const { prompt, translated_prompt, unknown } = translation;
  const text = edited ?? translated_prompt;
  const accept = (own: string) => {
    setWriting(null);
    const same = own.trim() === translated_prompt || own.trim() === '';
    set({ edited: same ? null : { source: prompt, text: own.trim() } });
  };
  if (writing !== null)
    return <Editor value={writing} onChange={setWriting} onAccept={accept} onCancel={() => setWriting(null)} />;
  const open = edited === null ? unknown : [];
  return (
    <div className={classes.line}>
      <div role="status">
        <p className={classes.title}>{t(edited === null ? 'words.translate.sent' : 'words.translate.sentEdited')}</p>
        <p className={classes.sent} lang="en">
          {markUnknown(text, open).map((piece, index) =>
            piece.unknown ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other identity
              <mark key={index} className={classes.unknown} title={t('words.translate.unknownWord')}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </p>
        {open.length > 0 && <p className={classes.note}>{t('words.translate.unknown', { words: open.join(', ') })}</p>}
      </div>
      <div className={classes.ways}>
        <Way icon={<Pencil aria-hidden />} onClick={() => setWriting(text)}>
          {t('words.translate.edit')}
        </Way>
        {edited !== null && (
          <Way icon={<Undo2 aria-hidden />} onClick={() => set({ edited: null })}>
            {t('words.translate.reset')}
          </Way>
        )}
        {languageModel !== null && <ByModel prompt={prompt} model={model} name={languageModel} onText={accept} />}
        <Way onClick={() => set({ translate: false })}>{t('words.translate.turnOff')}</Way>
      </div>
    </div>
  );
}

interface EditorProps {
  value: string;
  onChange: (text: string) => void;
  onAccept: (text: string) => void;
  onCancel: () => void;
}

function Editor({ value, onChange, onAccept, onCancel }: EditorProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.line}>
      <Textarea
        aria-label={t('words.translate.sent')}
        lang="en"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_PROMPT}
        autoFocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <div className={classes.ways}>
        <Button variant="default" size="compact-sm" onClick={() => onAccept(value)}>
          {t('words.translate.use')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** The language model's translation, as if somebody had put the glossary's right by hand. */
function ByModel({
  prompt,
  model,
  name,
  onText,
}: {
  prompt: string;
  model: ImageModel;
  name: string;
  onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const ask = useModelTranslation();
  return (
    <>
      <Way
        icon={<Languages aria-hidden />}
        onClick={() =>
          ask.mutate({ prompt, model: model.id }, { onSuccess: ({ translated_prompt }) => onText(translated_prompt) })
        }
      >
        {ask.isPending ? t('words.translate.asking') : t('words.translate.byModel', { model: name })}
      </Way>
      {ask.isError && <p role="alert">{errorText(ask.error).title}</p>}
    </>
  );
}

interface WayProps {
  icon?: React.ReactNode;
  onClick: () => void;
  children: React.ReactNode;
}

function Way({ icon, onClick, children }: WayProps) {
  return (
    <button type="button" className={classes.way} onClick={onClick}>
      {icon}
      {children}
    </button>
  );
}
