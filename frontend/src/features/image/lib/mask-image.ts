/** The painted mask as the studio takes it: a PNG of the reference's own size, white where it is redrawn. */
import { drawEdits, type MaskEdit, paintsAnything } from './mask';
import type { Size } from './sizes';

/** A data URL, or null when nothing is painted. */
export function maskImage(edits: readonly MaskEdit[], size: Size): string | null {
  if (!paintsAnything(edits)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  drawEdits(pen, edits, size, 'white');
  if (isEmpty(pen, size)) return null;
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = 'black';
  pen.fillRect(0, 0, size.width, size.height);
  return canvas.toDataURL('image/png');
}

/** Everything that was painted has been erased again. */
function isEmpty(pen: CanvasRenderingContext2D, { width, height }: Size): boolean {
  const { data } = pen.getImageData(0, 0, width, height);
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 0) return false;
  return true;
}
