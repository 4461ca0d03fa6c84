import { Button, SegmentedControl } from '@mantine/core';
import { Pause, WandSparkles } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { useScriptLength } from '../hooks/use-script-length';
import type { SpokenLanguage } from '../lib/draft';
import { inserted, PAUSE_WORDS } from '../lib/insert';
import { useVideo } from '../store/draft';
import { LengthLine } from './length-line';
import { caretOf, NarrationField, putCaret } from './narration-field';
import classes from './script-panel.module.css';

const MagicDialog = lazy(async () => ({ default: (await import('./magic-dialog')).MagicDialog }));

export const SCRIPT_ID = 'video-script';

/** A presenter's script, with its length as it is typed and help to write it. */
export function ScriptPanel({ error }: { error?: string | undefined }) {
  const { t } = useTranslation();
  const { price } = useFormat();
  const script = useVideo((state) => state.draft.script);
  const { change, look } = useVideo.getState();
  const pause = () => {
    const { text, caret } = inserted(script, caretOf(SCRIPT_ID), PAUSE_WORDS);
    change({ script: text });
    look(0, caret);
    putCaret(SCRIPT_ID, caret);
  };
  return (
    <div className={classes.panel}>
      <NarrationField
        id={SCRIPT_ID}
        scene={0}
        label={t('video.script')}
        placeholder={t('video.script.placeholder', { price: price(19.9) })}
        rows={7}
        value={script}
        error={error}
        onChange={(words) => change({ script: words })}
      />
      <ScriptLength />
      <ScriptTools onPause={pause} />
    </div>
  );
}

/** The length of all that is said. */
export function ScriptLength() {
  const draft = useVideo((state) => state.draft);
  const { length, exact, language, warnings } = useScriptLength(draft);
  return (
    <div>
      <LengthLine length={length} exact={exact} language={language} />
      {warnings.map((said) => (
        <p key={said} className={classes.warning}>
          {said}
        </p>
      ))}
    </div>
  );
}

/** Help with the words: a pause where the caret stands, a script from a few facts, and the language they are in. */
export function ScriptTools({ onPause }: { onPause: () => void }) {
  const { t } = useTranslation();
  const language = useVideo((state) => state.draft.language);
  const change = useVideo((state) => state.change);
  const [magic, setMagic] = useState(false);
  return (
    <div className={classes.tools}>
      <Button variant="default" leftSection={<WandSparkles />} aria-haspopup="dialog" onClick={() => setMagic(true)}>
        {t('video.magic')}
      </Button>
      <Button variant="default" leftSection={<Pause />} title={t('video.pause.about')} onClick={onPause}>
        {t('video.pause')}
      </Button>
      <SegmentedControl
        className={classes.language}
        aria-label={t('video.language')}
        value={language ?? ''}
        onChange={(next) => change({ language: (next || null) as SpokenLanguage | null })}
        data={[
          { value: '', label: t('video.language.auto') },
          { value: 'es', label: t('video.language.es') },
          { value: 'en', label: t('video.language.en') },
        ]}
      />
      {magic && (
        <Suspense>
          <MagicDialog onClose={() => setMagic(false)} />
        </Suspense>
      )}
    </div>
  );
}
