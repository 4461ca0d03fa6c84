import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FixedFormat, FormatFrame, FormatFrames } from '@/components/ui/format-frames';
import type { ImageDraft, ModelLimits } from '../lib/draft';
import { ASPECT_IDS, ASPECTS, type AspectId, type Size, sizeOf } from '../lib/sizes';

interface Props {
  value: ImageDraft['aspect'];
  limits: ModelLimits;
  /** What the picture would measure in its reference's own format; null without a reference. */
  reference?: (Size & { followed: boolean }) | null;
  /** Pixels of the file in each format; null: as it is drawn. */
  delivered?: Record<AspectId, Size> | null;
  /** Only a part of the reference is drawn: there is no other format. */
  fixed?: boolean;
  onChange: (aspect: AspectId) => void;
  onFollow?: () => void;
}

/** Formats as drawn frames in true proportion, with the platform's name and the pixels they will have (UX-16). */
export function AspectPicker({
  value,
  limits,
  reference = null,
  delivered = null,
  fixed = false,
  onChange,
  onFollow,
}: Props) {
  const { t } = useTranslation();
  const group = useId();
  const own = typeof value === 'string' || reference ? null : value;
  if (fixed && reference) {
    return <FixedFormat legend={t('image.aspect')} pixels={pixels(reference)} note={t('reference.format.kept')} />;
  }
  return (
    <FormatFrames legend={t('image.aspect')}>
      {reference && (
        <FormatFrame
          group={group}
          title={t('reference.format')}
          more={t('reference.format.more')}
          ratio={null}
          pixels={pixels(reference)}
          proportion={{ across: reference.width, down: reference.height }}
          checked={reference.followed}
          onSelect={() => onFollow?.()}
        />
      )}
      {ASPECT_IDS.map((id) => (
        <FormatFrame
          key={id}
          group={group}
          title={t(`image.aspect.${id}`)}
          more={t(`image.aspect.${id}.more`)}
          ratio={id}
          pixels={pixels(delivered?.[id] ?? sizeOf(id, limits))}
          proportion={ASPECTS[id]}
          checked={value === id && !reference?.followed}
          onSelect={() => onChange(id)}
        />
      ))}
      {own && (
        <FormatFrame
          group={group}
          title={t('image.aspect.own')}
          ratio={null}
          pixels={pixels(own)}
          proportion={{ across: own.width, down: own.height }}
          checked
          onSelect={() => {}}
        />
      )}
    </FormatFrames>
  );
}

const pixels = ({ width, height }: Size) => `${width}×${height}`;
