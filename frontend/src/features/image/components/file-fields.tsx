import { Anchor, NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import type { ImageDraft, OutputFormat } from '../lib/draft';
import type { StudioFacts } from '../lib/studio-facts';
import classes from './file-fields.module.css';

interface Props {
  draft: ImageDraft;
  facts: StudioFacts;
  onChange: (fields: Partial<ImageDraft>) => void;
}

const FORMATS: { value: OutputFormat; label: string }[] = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPG' },
  { value: 'webp', label: 'WebP' },
];

/** What the studio takes when nobody says: `output_compression` of the API. */
const USUAL_QUALITY = { png: 100, jpeg: 92, webp: 90 };

/** What kind of file the picture becomes. */
export function FileFields({ draft, facts, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useId();
  const { outputFormat, outputCompression } = draft;
  const setFormat = (next: OutputFormat) =>
    // JPG has no transparency: the two cannot both be wanted.
    onChange({
      outputFormat: next,
      ...(next === 'jpeg' && draft.background === 'transparent' && { background: 'auto' }),
    });
  return (
    <div className={classes.fields}>
      <div>
        <p className={classes.label} id={label}>
          {t('output.format')}
        </p>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          value={outputFormat}
          onChange={(next) => setFormat(next as OutputFormat)}
          data={FORMATS}
        />
        <p className={classes.hint}>{t(`output.format.${outputFormat}`)}</p>
      </div>
      {outputFormat !== 'png' && (
        <SliderField
          label={t('output.quality')}
          text={(quality) => format.number(quality)}
          hint={t('output.quality.hint')}
          value={outputCompression ?? USUAL_QUALITY[outputFormat]}
          min={10}
          max={100}
          step={1}
          onChange={(quality) =>
            onChange({ outputCompression: quality === USUAL_QUALITY[outputFormat] ? null : quality })
          }
        />
      )}
      <Transparent draft={draft} facts={facts} onChange={onChange} />
      <Upscaler draft={draft} facts={facts} onChange={onChange} />
    </div>
  );
}

/** Cut out, for a poster or a shop's page; needs a model of its own and a format that can hold it. */
function Transparent({ draft, facts, onChange }: Props) {
  const { t } = useTranslation();
  const holds = draft.outputFormat !== 'jpeg';
  const able = facts.matting && holds;
  return (
    <div>
      <Switch
        label={t('output.transparent')}
        description={
          facts.matting
            ? t(holds ? 'output.transparent.hint' : 'output.transparent.jpeg')
            : t('output.transparent.none')
        }
        disabled={!able}
        checked={able && draft.background === 'transparent'}
        onChange={(event) => onChange({ background: event.currentTarget.checked ? 'transparent' : 'auto' })}
      />
      {!facts.matting && (
        <Anchor component={Link} to="/settings#models" className={classes.link}>
          {t('output.models')}
        </Anchor>
      )}
    </div>
  );
}

const PLAIN = ['auto', 'lanczos'] as const;

/** Who enlarges: asked only where a larger file is wanted and an upscaler is installed. */
function Upscaler({ draft, facts, onChange }: Props) {
  const { t } = useTranslation();
  if (draft.outputSize === null || facts.upscalers.length === 0) return null;
  return (
    <NativeSelect
      label={t('output.upscaler')}
      value={draft.upscaler}
      onChange={(event) => onChange({ upscaler: event.currentTarget.value })}
      data={[
        ...PLAIN.map((value) => ({ value, label: t(`output.upscaler.${value}`) })),
        ...facts.upscalers.map(({ id, title }) => ({ value: id, label: title })),
      ]}
    />
  );
}
