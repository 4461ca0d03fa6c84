import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { AD_LENGTHS, fitting, type Length } from '../lib/length';
import classes from './length-line.module.css';

interface Props {
  length: Length;
  /** The studio has read it; else it is our own estimate. */
  exact: boolean;
  /** "es", as the studio found it. */
  language: string | null;
}

const LONGEST = 60;

/** Words and seconds of the script on a ruler with the usual lengths of ads. */
export function LengthLine({ length, exact, language }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { words, seconds } = length;
  const fits = fitting(seconds);
  const time = format.seconds(seconds, 0);
  const share = Math.min(seconds / LONGEST, 1);
  return (
    <div className={classes.line}>
      <p className={classes.figures} role="status">
        <span className={classes.time}>{exact || words === 0 ? time : t('video.length.about', { time })}</span>
        <span>{t('video.length.words', { count: words })}</span>
        {language && <span>{t(language === 'en' ? 'video.language.en' : 'video.language.es')}</span>}
        <span className={classes.fits}>
          {words > 0 &&
            (fits === null ? t('video.length.over', { length: LONGEST }) : t('video.length.fits', { length: fits }))}
        </span>
      </p>
      <div
        className={classes.ruler}
        style={{ '--share': share } as CSSProperties}
        data-over={fits === null || undefined}
        aria-hidden
      >
        {AD_LENGTHS.map((mark) => (
          <span key={mark} className={classes.mark} style={{ left: `${(mark / LONGEST) * 100}%` }}>
            {mark}
          </span>
        ))}
      </div>
    </div>
  );
}
