import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ImageDraft, ModelLimits } from '../lib/draft';
import { isDistilled, QUALITIES, type Quality, stepsOf } from '../lib/quality';
import classes from './quality-picker.module.css';

interface Props {
  draft: ImageDraft;
  limits: ModelLimits;
  modelTitle: string;
  /** Seconds with that many steps, or null while nothing comparable was made. */
  expected: (steps: number) => number | null;
  onChange: (quality: Quality) => void;
}

/** Draft, standard or high, with the time each takes on this machine (UX-19). */
export function QualityPicker({ draft, limits, modelTitle, expected, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useId();
  if (isDistilled(limits)) {
    return (
      <div>
        <p className={classes.label}>{t('image.quality')}</p>
        <p className={classes.note}>{t('image.quality.distilled', { model: modelTitle, count: limits.steps })}</p>
      </div>
    );
  }
  const time = (quality: Quality) => {
    const seconds = expected(stepsOf(quality, limits));
    return seconds === null ? null : format.seconds(seconds);
  };
  return (
    <div>
      <p className={classes.label} id={label}>
        {t('image.quality')}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        // Steps of the person's own belong to none of the presets.
        value={draft.steps === null ? draft.quality : ''}
        onChange={(quality) => onChange(quality as Quality)}
        data={QUALITIES.map((quality) => ({
          value: quality,
          label: (
            <span className={classes.choice}>
              {t(`image.quality.${quality}`)}{' '}
              <span className={classes.time}>
                {time(quality) ?? t('image.quality.steps', { count: stepsOf(quality, limits) })}
              </span>
            </span>
          ),
        }))}
      />
      {draft.steps !== null && (
        <p className={classes.note}>
          {t('image.quality.own')}: {draft.steps}
        </p>
      )}
    </div>
  );
}
