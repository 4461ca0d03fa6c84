import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageDraft, ModelLimits } from '../lib/draft';
import { ASPECT_IDS, ASPECTS, type AspectId, type Size, sizeOf } from '../lib/sizes';
import classes from './aspect-picker.module.css';

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
  const name = useId();
  const own = typeof value === 'string' || reference ? null : value;
  if (fixed && reference) return <FixedFormat size={reference} />;
  return (
    <fieldset className={classes.picker}>
      <legend>{t('image.aspect')}</legend>
      <div className={classes.frames}>
        {reference && (
          <Frame
            group={name}
            title={t('reference.format')}
            more={t('reference.format.more')}
            ratio={null}
            size={reference}
            proportion={{ across: reference.width, down: reference.height }}
            checked={reference.followed}
            onSelect={() => onFollow?.()}
          />
        )}
        {ASPECT_IDS.map((id) => (
          <Frame
            key={id}
            group={name}
            title={t(`image.aspect.${id}`)}
            more={t(`image.aspect.${id}.more`)}
            ratio={id}
            size={delivered?.[id] ?? sizeOf(id, limits)}
            proportion={ASPECTS[id]}
            checked={value === id && !reference?.followed}
            onSelect={() => onChange(id)}
          />
        ))}
        {own && (
          <Frame
            group={name}
            title={t('image.aspect.own')}
            ratio={null}
            size={own}
            proportion={{ across: own.width, down: own.height }}
            checked
            onSelect={() => {}}
          />
        )}
      </div>
    </fieldset>
  );
}

/** Nothing to choose: the picture keeps its size, or has the one it is widened to. */
function FixedFormat({ size }: { size: Size }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={classes.fixed}>
        {t('image.aspect')}
        <span className={classes.pixels}>{`${size.width}×${size.height}`}</span>
      </p>
      <p className={classes.note}>{t('reference.format.kept')}</p>
    </div>
  );
}

interface FrameProps {
  group: string;
  title: string;
  /** Other places the format is for: a tooltip, and said after the name. */
  more?: string;
  ratio: AspectId | null;
  size: Size;
  proportion: { across: number; down: number };
  checked: boolean;
  onSelect: () => void;
}

/** The longest side of a drawn frame, in pixels. */
const LONGEST = 34;

function Frame({ group, title, more, ratio, size, proportion, checked, onSelect }: FrameProps) {
  const unit = LONGEST / Math.max(proportion.across, proportion.down);
  return (
    <label className={classes.frame} title={more}>
      <input type="radio" name={group} checked={checked} onChange={onSelect} className={classes.radio} />
      <span className={classes.stage}>
        <span className={classes.drawn} style={{ width: proportion.across * unit, height: proportion.down * unit }} />
      </span>
      <span className={classes.title}>
        {title}
        {more && <span className="es-hidden">, {more}</span>}
      </span>{' '}
      {ratio && <span className={classes.pixels}>{ratio}</span>}{' '}
      <span className={classes.pixels}>{`${size.width}×${size.height}`}</span>
    </label>
  );
}
