import type { ReactNode } from 'react';
import classes from './crop-marks.module.css';

/** The print shop's crop marks around a frame: the only ornament, on empty and error frames. Leaves room for itself. */
export function CropMarks({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={[classes.marks, className].filter(Boolean).join(' ')}>{children}</div>;
}
