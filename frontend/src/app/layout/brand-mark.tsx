import classes from './brand-mark.module.css';

/** The studio's mark: crop marks around a grease-pencil dot. */
export function BrandMark({ size = 32 }: { size?: number }) {
  return (
    <svg className={classes.mark} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M3 10V3h7M22 3h7v7M29 22v7h-7M10 29H3v-7" />
      <circle cx="16" cy="16" r="6" />
    </svg>
  );
}
