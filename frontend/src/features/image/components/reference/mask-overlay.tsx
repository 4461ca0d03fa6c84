import { useEffect, useRef } from 'react';
import { drawEdits, type MaskEdit } from '../../lib/mask';
import type { Size } from '../../lib/sizes';
import classes from './mask-overlay.module.css';

/** Pixels of the longer side: enough for a thumbnail. */
const LONGEST = 192;

/** What was painted, over a small picture of the reference. */
export function MaskOverlay({ edits, size }: { edits: readonly MaskEdit[]; size: Size }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { width, height } = size;
  useEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return;
    const scale = LONGEST / Math.max(width, height);
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    pen.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    drawEdits(pen, edits, { width, height }, getComputedStyle(canvas).color);
  }, [edits, width, height]);
  return <canvas ref={ref} className={classes.overlay} aria-hidden />;
}
