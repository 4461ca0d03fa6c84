import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { prompterWords, wordAt } from '../lib/prompter';
import classes from './teleprompter.module.css';

interface Props {
  script: string;
  /** Share of the expected time that has passed, 0 to 1; null: nobody reads yet. */
  share: number | null;
}

/** The words to read aloud, rolling on at the pace they are expected to take. */
export function Teleprompter({ script, share }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const words = useMemo(() => prompterWords(script), [script]);
  const now = share === null ? -1 : wordAt(words, share);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another word is marked in the page by then
  useEffect(() => {
    const frame = box.current;
    const word = frame?.querySelector<HTMLElement>('[data-now]');
    if (!frame) return;
    // The line that is read stays in the upper third, where the camera would be.
    frame.scrollTop = word ? word.offsetTop - frame.clientHeight / 3 : 0;
  }, [now]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must reach
    <section className={classes.box} ref={box} tabIndex={0} aria-label={t('video.record.script')}>
      <p className={classes.text}>
        {words.map(({ text, breaks }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand in several places
          <span key={index} data-said={index < now || undefined} data-now={index === now || undefined}>
            {breaks && <br />}
            {text}{' '}
          </span>
        ))}
      </p>
    </section>
  );
}
