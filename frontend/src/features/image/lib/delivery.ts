/** The size of the delivered file: as it was drawn, what a platform asks for, or pixels of the person's own. */
import { type ImageDraft, isPartial, type Margins, widened } from './draft';
import { ASPECT_IDS, type AspectId, aspectOf, type Size } from './sizes';

export type Delivery = 'drawn' | 'platform' | 'own';

/** What the platforms of a format ask for, in pixels: Meta's and TikTok's ad specifications, YouTube's video size. */
export const PLATFORM: Record<AspectId, Size> = {
  '1:1': { width: 1080, height: 1080 },
  '4:5': { width: 1080, height: 1350 },
  '9:16': { width: 1080, height: 1920 },
  '16:9': { width: 1920, height: 1080 },
};

export const SMALLEST_SIDE = 16; // the API's own limits
export const LARGEST_SIDE = 4096;

/** Enlarged by more than this without an upscaler, a picture looks soft. */
const SOFT = 2;

const equal = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** The format whose platform size is asked for, or null. */
export const platformOf = (size: Size | null): AspectId | null =>
  ASPECT_IDS.find((id) => size !== null && equal(size, PLATFORM[id])) ?? null;

/** The format a draft has, whoever decides it; null for one that no platform asks for. */
export function formatOf(draft: ImageDraft): AspectId | null {
  const { aspect, outputSize, reference, followReference, outpaint } = draft;
  const like = reference && (followReference || isPartial(draft)) ? widened(reference, outpaint) : null;
  const size = outputSize ?? like ?? aspect;
  return typeof size === 'string' ? size : aspectOf(size);
}

export function deliveryOf(draft: ImageDraft): Delivery {
  if (draft.outputSize === null) return 'drawn';
  return platformOf(draft.outputSize) === null ? 'own' : 'platform';
}

/** How many times larger the file is than what is drawn, along its longer enlargement. */
export const enlargement = (drawn: Size, delivered: Size): number =>
  Math.max(delivered.width / drawn.width, delivered.height / drawn.height);

export const looksSoft = (drawn: Size, delivered: Size): boolean => enlargement(drawn, delivered) > SOFT;

/** Another format: a file for a platform changes with it, own pixels give way to those of the platform. */
export function withFormat(draft: ImageDraft, aspect: AspectId): Partial<ImageDraft> {
  return { aspect, followReference: false, outputSize: draft.outputSize === null ? null : PLATFORM[aspect] };
}

/** Back to the reference's own format. */
export function withReferenceFormat({ reference, outputSize }: ImageDraft): Partial<ImageDraft> {
  const format = reference && aspectOf(reference);
  return { followReference: true, outputSize: outputSize && format ? PLATFORM[format] : null };
}

/** Widened to another format: a file for a platform changes with it, so that nothing of the new ground is cropped. */
export function withMargins(draft: ImageDraft, outpaint: Margins): Partial<ImageDraft> {
  const { reference, outputSize } = draft;
  const format = reference && platformOf(outputSize) && aspectOf(widened(reference, outpaint));
  return { outpaint, ...(format && { outputSize: PLATFORM[format] }) };
}
