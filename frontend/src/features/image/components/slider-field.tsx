import { Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './slider-field.module.css';

interface Props {
  label: string;
  /** The value as people read it. */
  text: string;
  hint?: ReactNode;
  value: number;
  min: number;
  max: number;
  step: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A slider with its name and value above it and what it does below. */
export function SliderField({ label, text, hint, disabled = false, ...slider }: Props) {
  return (
    <div className={classes.field} data-disabled={disabled || undefined}>
      <div className={classes.head}>
        <span aria-hidden>{label}</span>
        <output className={classes.value}>{text}</output>
      </div>
      <Slider {...slider} label={null} thumbLabel={label} disabled={disabled} />
      {hint && <p className={classes.hint}>{hint}</p>}
    </div>
  );
}
