/** How large the viewer shows a picture. */

interface Box {
  width: number;
  height: number;
}

/** A small picture is enlarged, but not until it is nothing but a blur. */
const LARGEST = 3;

/** The scale at which a picture fits its stage. Enlarging goes in whole steps, so that its pixels stay even. */
export function fitScale(picture: Box, stage: Box): number {
  if (stage.width <= 0 || stage.height <= 0) return 1;
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return scale < 1 ? scale : Math.min(LARGEST, Math.floor(scale));
}
