import { Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './slider-field.module.css';

interface Props {
  label: string;
  /** A value as people read it, beside the label and to those who hear the page. */
  text: (value: number) => string;
  /** Keys that do the same. */
  keys?: string[];
  hint?: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A slider with its name and value above it and what it does below. */
export function SliderField({ label, text, keys = [], hint, disabled = false, ...slider }: Props) {
  return (
    <div className={classes.field} data-disabled={disabled || undefined}>
      <div className={classes.head} aria-hidden>
        <span>{label}</span>
        {keys.length > 0 && (
          <span className={classes.keys}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        )}
        <span className={classes.value}>{text(slider.value)}</span>
      </div>
      <Slider {...slider} label={null} thumbLabel={label} thumbValueText={text} disabled={disabled} />
      {hint && <p className={classes.hint}>{hint}</p>}
    </div>
  );
}
