import type { CSSProperties, ReactNode } from 'react';
import classes from './aspect-frame.module.css';

interface Props {
  /** Width over height of what belongs in the frame. */
  ratio: number;
  /** Dominant colour (`asset.color`): fills the frame until the picture is there. */
  color?: string | null | undefined;
  children?: ReactNode;
  className?: string | undefined;
}

/** Keeps the exact place of a picture before, while and after it loads: nothing on the page ever jumps (UX-45). */
export function AspectFrame({ ratio, color, children, className }: Props) {
  const style = { '--ratio': ratio, ...(color ? { '--fill': color } : {}) } as CSSProperties;
  return (
    <div className={[classes.frame, className].filter(Boolean).join(' ')} style={style}>
      {children}
    </div>
  );
}
