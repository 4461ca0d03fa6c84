import classes from './meter.module.css';

interface Props {
  label: string;
  used: number;
  total: number;
  /** The figures in words: "3,2 GB de 12 GB". */
  text: string;
}

const NEARLY_FULL = 0.9;

/** How much of something is taken, with the figures beside it. */
export function Meter({ label, used, total, text }: Props) {
  const share = total > 0 ? Math.min(used / total, 1) : 0;
  return (
    <div className={classes.meter}>
      <span className={classes.label}>{label}</span>
      <span className={classes.figures}>{text}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in all browsers */}
      <div
        className={classes.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
      >
        <div
          className={classes.bar}
          data-full={share > NEARLY_FULL || undefined}
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  );
}
