import type { ReactNode } from 'react';
import form from './form.module.css';
import classes from './format-frames.module.css';

interface Props {
  legend: string;
  /** For screen readers only. */
  hideLegend?: boolean;
  children: ReactNode;
}

/** Formats to choose from, as drawn frames in true proportion (UX-16). */
export function FormatFrames({ legend, hideLegend, children }: Props) {
  return (
    <fieldset className={form.group}>
      <legend className={hideLegend ? 'es-hidden' : undefined}>{legend}</legend>
      <div className={classes.frames}>{children}</div>
    </fieldset>
  );
}

interface FrameProps {
  group: string;
  title: string;
  /** Other places the format is for: a tooltip, and said after the name. */
  more?: string | undefined;
  ratio: string | null;
  /** "1080×1920". */
  pixels?: string | undefined;
  proportion: { across: number; down: number };
  checked: boolean;
  onSelect: () => void;
}

/** The longest side of a drawn frame, in pixels. */
const LONGEST = 34;

export function FormatFrame({ group, title, more, ratio, pixels, proportion, checked, onSelect }: FrameProps) {
  const unit = LONGEST / Math.max(proportion.across, proportion.down);
  return (
    <label className={`${form.tile} ${classes.frame}`} title={more}>
      <input type="radio" name={group} checked={checked} onChange={onSelect} className={form.radio} />
      <span className={classes.stage}>
        <span className={classes.drawn} style={{ width: proportion.across * unit, height: proportion.down * unit }} />
      </span>
      <span className={classes.title}>
        {title}
        {more && <span className="es-hidden">, {more}</span>}
      </span>{' '}
      {ratio && <span className={classes.pixels}>{ratio}</span>}{' '}
      {pixels && <span className={classes.pixels}>{pixels}</span>}
    </label>
  );
}

/** Nothing to choose: the size it has, and why. */
export function FixedFormat({ legend, pixels, note }: { legend: string; pixels: string; note: string }) {
  return (
    <div>
      <p className={classes.fixed}>
        {legend}
        <span className={classes.pixels}>{pixels}</span>
      </p>
      <p className={form.note}>{note}</p>
    </div>
  );
}
