/**
 * What a person painted over the reference picture, as a list of edits: undo drops the last one, and the same list
 * gives the same mask at any size. Coordinates are pixels of the reference picture.
 */
import type { Size } from './sizes';

export interface Stroke {
  kind: 'stroke';
  /** Takes the paint away instead of putting it on. */
  erase: boolean;
  /** Diameter of the brush. */
  size: number;
  /** x0, y0, x1, y1, …: whole pixels. One point is a dot. */
  points: number[];
}

export type MaskEdit = Stroke | { kind: 'invert' } | { kind: 'clear' };

/** Whether the edits leave anything painted, as far as that can be said without drawing them. */
export function paintsAnything(edits: readonly MaskEdit[]): boolean {
  return sinceClear(edits).some((edit) => edit.kind === 'invert' || (edit.kind === 'stroke' && !edit.erase));
}

/** The edits that still matter: nothing before the last "clear" does. */
export const sinceClear = (edits: readonly MaskEdit[]): MaskEdit[] =>
  edits.slice(edits.findLastIndex(({ kind }) => kind === 'clear') + 1);

/** The part of a canvas that drawing the edits takes. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'clearRect'
  | 'save'
  | 'restore'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'fillStyle'
  | 'strokeStyle'
  | 'globalCompositeOperation'
>;

/** Draws the edits as opaque paint on a transparent canvas of the reference picture's own size. */
export function drawEdits(pen: Pen, edits: readonly MaskEdit[], size: Size, paint: string): void {
  pen.clearRect(0, 0, size.width, size.height);
  for (const edit of sinceClear(edits)) {
    if (edit.kind === 'stroke') drawStroke(pen, edit, paint);
    else if (edit.kind === 'invert') invert(pen, size, paint);
  }
}

export function drawStroke(pen: Pen, { erase, size, points }: Stroke, paint: string): void {
  const [x = 0, y = 0, ...rest] = points;
  pen.save();
  pen.globalCompositeOperation = erase ? 'destination-out' : 'source-over';
  pen.fillStyle = paint;
  pen.strokeStyle = paint;
  pen.lineWidth = size;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  if (rest.length === 0) {
    pen.arc(x, y, size / 2, 0, 2 * Math.PI);
    pen.fill();
  } else {
    pen.moveTo(x, y);
    for (let i = 0; i + 1 < rest.length; i += 2) pen.lineTo(rest[i] as number, rest[i + 1] as number);
    pen.stroke();
  }
  pen.restore();
}

function invert(pen: Pen, { width, height }: Size, paint: string): void {
  pen.save();
  pen.globalCompositeOperation = 'xor';
  pen.fillStyle = paint;
  pen.fillRect(0, 0, width, height);
  pen.restore();
}
