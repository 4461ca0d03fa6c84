import type { ReactNode } from 'react';
import classes from './chip.module.css';

interface Props {
  /** Undefined: the chip does something once, it is not on or off. */
  pressed?: boolean | undefined;
  icon?: ReactNode;
  /** More than the word: a tooltip. */
  title?: string | undefined;
  label?: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

/** A small word to press: on and off, or put into a text. */
export function Chip({ pressed, icon, title, label, onClick, children }: Props) {
  return (
    <button
      type="button"
      className={classes.chip}
      aria-pressed={pressed}
      aria-label={label}
      title={title}
      data-icon={icon !== undefined || undefined}
      onClick={onClick}
    >
      {icon}
      {children}
    </button>
  );
}

/** Chips that belong together. `swipe`: on a phone one row to swipe through instead of half a screen of chips. */
export function Chips({ label, swipe, children }: { label: string; swipe?: boolean; children: ReactNode }) {
  return (
    <fieldset className={classes.chips} data-swipe={swipe || undefined}>
      <legend className="es-hidden">{label}</legend>
      {children}
    </fieldset>
  );
}
