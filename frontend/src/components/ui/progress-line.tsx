import classes from './progress-line.module.css';

interface Props {
  /** Percent, or null while it cannot be known (a model loads). */
  value: number | null;
  /** What is progressing, for those who do not see the line. */
  label: string;
  /** What the caption beside it says: "Paso 12/30 · quedan 18 s". */
  text: string;
}

/** The 3 px vermilion line along the top edge of what is being made. */
export function ProgressLine({ value, label, text }: Props) {
  const known = value === null ? {} : { 'aria-valuenow': Math.floor(value) };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={text}
      className={classes.track}
      data-unknown={value === null || undefined}
      {...known}
    >
      <div className={classes.bar} style={value === null ? undefined : { transform: `scaleX(${value / 100})` }} />
    </div>
  );
}
