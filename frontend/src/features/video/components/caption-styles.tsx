import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { CAPTION_GROUND } from '@/theme/theme';
import { videoOptions } from '../api/options';
import { useCaptionFonts } from '../hooks/use-caption-fonts';
import { CAPTION_STYLES, type CaptionStyle, type Captions } from '../lib/draft';
import classes from './caption-styles.module.css';

interface Props {
  captions: Captions;
  onChange: (style: CaptionStyle) => void;
}

const BEAT_MS = 700;
const SAMPLE_WORDS = 3;

/** The styles as they look on a video, word after word; still for whoever wants nothing to move. */
export function CaptionStyles({ captions, onChange }: Props) {
  const { t } = useTranslation();
  const group = useId();
  const now = useBeat(SAMPLE_WORDS);
  useCaptionFonts();
  return (
    <fieldset className={form.group} style={CAPTION_GROUND as CSSProperties}>
      <legend>{t('video.captions.style')}</legend>
      <div className={classes.grid}>
        {CAPTION_STYLES.map((id) => (
          <label key={id} className={`${form.tile} ${classes.option}`}>
            <input
              type="radio"
              name={group}
              checked={captions.style === id}
              onChange={() => onChange(id)}
              className={form.radio}
            />
            <Sample style={id} now={now} captions={captions} />
            <span className={classes.name}>{t(`video.captions.style.${id}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SampleProps {
  style: CaptionStyle;
  /** The word that is heard. */
  now: number;
  captions: Captions;
}

/** Three words in the colours and the letters with which the studio draws them. */
function Sample({ style, now, captions }: SampleProps) {
  const { t } = useTranslation();
  const look = useQuery(videoOptions).data?.caption_styles.find(({ id }) => id === style);
  const words = t('video.captions.sample').split(' ').slice(0, SAMPLE_WORDS);
  const text = captions.text ?? look?.text;
  const plain = look?.active === look?.text;
  const drawn = {
    '--text': text,
    '--active': captions.active ?? (plain ? text : look?.active),
    '--box': captions.box ?? look?.box ?? undefined,
    '--family': `"${captions.font || look?.font}"`,
  } as CSSProperties;
  return (
    <span
      className={classes.sample}
      style={drawn}
      data-style={style}
      data-uppercase={captions.uppercase || look?.uppercase || undefined}
      aria-hidden
    >
      {style !== 'none' &&
        words.map((word, index) => (
          <span key={word} data-now={index === now || undefined} data-said={index < now || undefined}>
            {word}
          </span>
        ))}
    </span>
  );
}

/** 0, 1, 2, 0, 1 …; the middle word where nothing may move. */
function useBeat(count: number): number {
  const [beat, setBeat] = useState(1);
  useEffect(() => {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = window.setInterval(() => setBeat((now) => (now + 1) % count), BEAT_MS);
    return () => window.clearInterval(timer);
  }, [count]);
  return beat;
}
