import { NumberInput, SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ImageModel } from '../hooks/use-image-models';
import {
  type Delivery,
  deliveryOf,
  enlargement,
  formatOf,
  LARGEST_SIDE,
  looksSoft,
  PLATFORM,
  SMALLEST_SIDE,
} from '../lib/delivery';
import { draftSize, type ImageDraft } from '../lib/draft';
import { isSameFormat, type Size } from '../lib/sizes';
import classes from './delivery-picker.module.css';

interface Props {
  draft: ImageDraft;
  model: ImageModel;
  /** An upscaler is installed: enlarging is more than blowing up. */
  upscales: boolean;
  onChange: (fields: Partial<ImageDraft>) => void;
}

const text = ({ width, height }: Size) => `${width}×${height}`;

/** How large the file will be: as drawn, ready to publish, or exact pixels of one's own. */
export function DeliveryPicker({ draft, model, upscales, onChange }: Props) {
  const { t } = useTranslation();
  const label = useId();
  const format = formatOf(draft);
  const drawn = draftSize({ ...draft, outputSize: null }, model.limits);
  // Own pixels may happen to be a platform's: whoever is writing them stays there.
  const [writing, setWriting] = useState(false);
  const value = writing && draft.outputSize ? 'own' : deliveryOf(draft);
  const choose = (next: Delivery) => {
    setWriting(next === 'own');
    if (next === 'drawn') onChange({ outputSize: null });
    else if (next === 'platform') onChange({ outputSize: format && PLATFORM[format] });
    else onChange({ outputSize: draft.outputSize ?? drawn });
  };
  const choices = [
    { value: 'drawn', title: t('output.size.drawn'), size: text(drawn) },
    ...(format ? [{ value: 'platform', title: t('output.size.platform'), size: text(PLATFORM[format]) }] : []),
    {
      value: 'own',
      title: t('output.size.own'),
      size: value === 'own' && draft.outputSize ? text(draft.outputSize) : '…',
    },
  ];
  return (
    <div>
      <p className={classes.label} id={label}>
        {t('output.size')}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        value={value}
        onChange={(next) => choose(next as Delivery)}
        data={choices.map(({ value: id, title, size }) => ({
          value: id,
          label: (
            <span className={classes.choice}>
              {title} <span className={classes.pixels}>{size}</span>
            </span>
          ),
        }))}
      />
      {value === 'own' && draft.outputSize && (
        <OwnSize size={draft.outputSize} onChange={(outputSize) => onChange({ outputSize })} />
      )}
      {value === 'platform' && format && (
        <p className={classes.note}>
          {t('output.for', { platforms: `${t(`image.aspect.${format}`)}, ${t(`image.aspect.${format}.more`)}` })}
        </p>
      )}
      {draft.outputSize && (
        <Enlarged drawn={draftSize(draft, model.limits)} delivered={draft.outputSize} upscales={upscales} />
      )}
    </div>
  );
}

function OwnSize({ size, onChange }: { size: Size; onChange: (size: Size) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.own}>
      <Side label={t('output.width')} value={size.width} onChange={(width) => onChange({ ...size, width })} />
      <Side label={t('output.height')} value={size.height} onChange={(height) => onChange({ ...size, height })} />
    </div>
  );
}

function Side({ label, value, onChange }: { label: string; value: number; onChange: (pixels: number) => void }) {
  const [written, setWritten] = useState<number | string>(value); // may be empty for a moment
  return (
    <NumberInput
      label={label}
      value={written}
      onChange={(pixels) => {
        setWritten(pixels);
        if (typeof pixels === 'number' && pixels >= SMALLEST_SIDE && pixels <= LARGEST_SIDE) onChange(pixels);
      }}
      onBlur={() => setWritten(value)}
      min={SMALLEST_SIDE}
      max={LARGEST_SIDE}
      allowDecimal={false}
      allowNegative={false}
      suffix=" px"
      step={10}
    />
  );
}

/** What becomes of the drawn pixels, honestly. */
function Enlarged({ drawn, delivered, upscales }: { drawn: Size; delivered: Size; upscales: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const soft = !upscales && looksSoft(drawn, delivered);
  const sizes = { drawn: text(drawn), delivered: text(delivered) };
  return (
    <p className={classes.note} role="status">
      {t('output.enlarged', sizes)} {!isSameFormat(drawn, delivered) && t('output.cropped')}{' '}
      {soft && t('output.enlarged.soft', { times: format.number(enlargement(drawn, delivered), 1) })}
    </p>
  );
}
