import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import form from '@/components/ui/form.module.css';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import { videoOptions } from '../api/options';
import { CAPTION_PLACES, type CaptionPlace, type Captions } from '../lib/draft';
import { useVideo } from '../store/draft';
import { CaptionStyles } from './caption-styles';
import classes from './captions-panel.module.css';
import { ColorField } from './color-field';

interface Props {
  problem: (...fields: string[]) => string | undefined;
}

const OWN = 'own';
const FIRST_SHARE = 0.6;

/** How the words look that are read along. */
export function CaptionsPanel({ problem }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const place = useId();
  const captions = useVideo((state) => state.draft.captions);
  const change = useVideo((state) => state.change);
  const options = useQuery(videoOptions).data;
  const fonts = options?.fonts.filter(({ installed }) => installed) ?? [];
  const look = options?.caption_styles.find(({ id }) => id === captions.style);
  const put = (fields: Partial<Captions>) => change({ captions: { ...captions, ...fields } });
  const own = typeof captions.position === 'number';
  return (
    <>
      <CaptionStyles captions={captions} onChange={(style) => put({ style })} />
      {captions.style !== 'none' && (
        <>
          <div>
            <p className={form.label} id={place}>
              {t('video.captions.place')}
            </p>
            <SegmentedControl
              fullWidth
              aria-labelledby={place}
              value={own ? OWN : String(captions.position)}
              onChange={(value) => put({ position: value === OWN ? FIRST_SHARE : (value as CaptionPlace) })}
              data={([...CAPTION_PLACES, OWN] as const).map((value) => ({
                value,
                label: t(`video.captions.place.${value}`),
              }))}
            />
          </div>
          {own && (
            <SliderField
              label={t('video.captions.height')}
              text={(value) => format.percent(value * 100)}
              min={0}
              max={1}
              step={0.01}
              value={Number(captions.position)}
              onChange={(position) => put({ position })}
            />
          )}
          <div className={classes.colors}>
            {(['text', 'active', 'box'] as const).map((part) => (
              <ColorField
                key={part}
                label={t(`video.captions.color.${part}`)}
                value={captions[part]}
                otherwise={t('video.captions.color.own')}
                start={look?.[part] ?? undefined}
                onChange={(color) => put({ [part]: color })}
              />
            ))}
          </div>
          <div className={classes.pair}>
            <NativeSelect
              label={t('video.captions.font')}
              value={captions.font}
              error={problem('captions.font')}
              onChange={(event) => put({ font: event.currentTarget.value })}
              data={[
                { value: '', label: t('video.captions.font.auto') },
                ...fonts.map(({ family }) => ({ value: family, label: family })),
              ]}
            />
            <SliderField
              label={t('video.captions.size')}
              text={(value) => format.percent(value * 100)}
              min={0.5}
              max={2}
              step={0.05}
              value={captions.size}
              onChange={(size) => put({ size })}
            />
          </div>
          <Switch
            label={t('video.captions.uppercase')}
            checked={captions.uppercase}
            onChange={(event) => put({ uppercase: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
