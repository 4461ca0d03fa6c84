import type { CSSProperties, ReactNode } from 'react';
import classes from './mount.module.css';

/** Pictures up to this many pixels are mounted on a mat, little enlarged, instead of being blown up into a blur. */
const SMALL = 192;

interface Props {
  width: number | null;
  height: number | null;
  /** An `<img>`. */
  children: ReactNode;
}

/** Places a picture in the frame around it: edge to edge, or a small one like a stamp on its mount. */
export function Mount({ width, height, children }: Props) {
  const small = width !== null && height !== null && Math.max(width, height) <= SMALL;
  return (
    <span className={small ? classes.mat : classes.full} style={{ '--natural': width } as CSSProperties}>
      {children}
    </span>
  );
}
