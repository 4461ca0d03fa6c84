import { RotateCcw } from 'lucide-react';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAIN } from '../lib/requests';
import classes from './color-field.module.css';

interface Props {
  label: string;
  /** null or "": not chosen, what `otherwise` says. */
  value: string | null;
  /** What is taken when nothing is chosen: "de la marca". */
  otherwise?: string;
  /** The colour that is then seen, where it is known. */
  start?: string | undefined;
  onChange: (color: string | null) => void;
}

/** A colour, and the way back to none. */
export function ColorField({ label, value, otherwise, start, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <span
        className={classes.box}
        style={{ '--swatch': value || undefined } as CSSProperties}
        data-none={!(value || start) || undefined}
      >
        <input
          id={id}
          type="color"
          value={(value || start || PLAIN).toLowerCase()}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <span className={classes.value}>{value || otherwise}</span>
        {value && otherwise !== undefined && (
          <button
            type="button"
            className={classes.reset}
            aria-label={t('video.color.reset', { name: label })}
            onClick={() => onChange(null)}
          >
            <RotateCcw aria-hidden />
          </button>
        )}
      </span>
    </div>
  );
}
