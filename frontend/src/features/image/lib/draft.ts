/** What the person is about to make: the state behind every control, and the request it becomes. */

import { type MaskEdit, paintsAnything } from './mask';
import { isDistilled, type Quality, type StepLimits, stepsOf } from './quality';
import { type AspectId, isAllowed, nearestSize, type Size, type SizeLimits, sizeOf } from './sizes';

export const MAX_SEED = 2 ** 53 - 1; // the largest integer JavaScript keeps exact; the API refuses more
export const MOST_OUTPUTS = 4;

/** Fields of the request that have a default of their own there; kept here so that only a change is sent. */
export const DEFAULT_STRENGTH = 0.6;
export const DEFAULT_MASKED_STRENGTH = 1;
export const DEFAULT_MASK_BLUR = 4;
export const DEFAULT_FACE_STRENGTH = 0.4;
export const MOST_LORAS = 8;

/** A picture of the library to start from, with its own pixels. */
export interface Reference extends Size {
  assetId: string;
}

/** Pixels by which the reference picture is widened. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const NO_MARGINS: Margins = { left: 0, right: 0, top: 0, bottom: 0 };

/** Where a LoRA comes from: an asset of the library, a file in the studio's folder, or an address. */
export type LoraSource = { asset_id: string } | { name: string } | { url: string };

export interface DraftLora {
  source: LoraSource;
  /** What the page calls it. */
  title: string;
  scale: number;
  sha256: string | null;
}

export type OutputFormat = 'png' | 'jpeg' | 'webp';
export type Background = 'auto' | 'opaque' | 'transparent';

export interface ImageDraft {
  prompt: string;
  negativePrompt: string;
  /** Id of a style, whose words are put around the prompt. */
  style: string | null;
  /** Spanish words are put into English for a model that reads only that. */
  translate: boolean;
  /** The words a checkpoint asks for are put before the prompt. */
  prependPreprompt: boolean;
  /** A platform format, or a size of its own (from a picture that had one). */
  aspect: AspectId | Size;
  outputs: number;
  /** null: the studio draws one. */
  seed: number | null;
  quality: Quality;
  /** null in these: what the model itself prefers. */
  steps: number | null;
  guidance: number | null;
  scheduler: string | null;
  model: string | null;
  /** Perturbed-attention guidance; 0: none. */
  pagScale: number;
  loras: DraftLora[];
  faceRefine: boolean;
  facePrompt: string;
  faceStrength: number;

  reference: Reference | null;
  /** How much of the reference is redrawn, 0 to 1; null: 0.6, or all of what is painted over. */
  strength: number | null;
  /** The picture has the reference's format rather than the one chosen in `aspect`. */
  followReference: boolean;
  /** What was painted over the reference: only that is redrawn. Empty: all of it. */
  mask: MaskEdit[];
  /** Pixels over which the edge of the painted part is blended. */
  maskBlur: number;
  outpaint: Margins;

  /** Exact pixels of the file; null: as it was drawn. */
  outputSize: Size | null;
  upscaler: string;
  outputFormat: OutputFormat;
  /** Quality of jpeg and webp, 0 to 100; null: the studio's. */
  outputCompression: number | null;
  background: Background;
}

export const EMPTY_DRAFT: ImageDraft = {
  prompt: '',
  negativePrompt: '',
  style: null,
  translate: false,
  prependPreprompt: true,
  aspect: '1:1',
  outputs: 1,
  seed: null,
  quality: 'standard',
  steps: null,
  guidance: null,
  scheduler: null,
  model: null,
  pagScale: 0,
  loras: [],
  faceRefine: false,
  facePrompt: '',
  faceStrength: DEFAULT_FACE_STRENGTH,

  reference: null,
  strength: null,
  followReference: true,
  mask: [],
  maskBlur: DEFAULT_MASK_BLUR,
  outpaint: NO_MARGINS,

  outputSize: null,
  upscaler: 'auto',
  outputFormat: 'png',
  outputCompression: null,
  background: 'auto',
};

/** What a model takes and prefers. The same shape as the catalog's `limits`. */
export interface ModelLimits extends SizeLimits, StepLimits {
  guidance: number;
  schedulers: string[];
  languages: string[];
}

/** Only a part of the reference is drawn: what was painted over, or what lies beyond its edges. */
export const isPartial = ({ reference, mask, outpaint }: ImageDraft): boolean =>
  reference !== null && (paintsAnything(mask) || isWidened(outpaint));

export const isWidened = (margins: Margins): boolean => Object.values(margins).some((pixels) => pixels > 0);

export const widened = ({ width, height }: Size, { left, right, top, bottom }: Margins): Size => ({
  width: width + left + right,
  height: height + top + bottom,
});

/** Whether the person decides the size; else it follows from the reference or from the size of the file. */
export const choosesSize = (draft: ImageDraft): boolean =>
  draft.outputSize === null && (draft.reference === null || (!draft.followReference && !isPartial(draft)));

/**
 * Pixels of a draft on a model, as far as the page can tell: of what is drawn, not of the file it becomes.
 * A custom size the model cannot take falls back to its default.
 */
export function draftSize(draft: ImageDraft, limits: ModelLimits): Size {
  const { reference, outputSize, aspect } = draft;
  if (reference && isPartial(draft)) return widened(reference, draft.outpaint);
  const like = outputSize ?? (reference && draft.followReference ? reference : null);
  if (like) return nearestSize(like.width / like.height, limits.width * limits.height, limits);
  if (typeof aspect === 'string') return sizeOf(aspect, limits);
  return isAllowed(aspect, limits) ? aspect : { width: limits.width, height: limits.height };
}

/** What a picture measures that has its reference's format. */
export const followedSize = (draft: ImageDraft, limits: ModelLimits): Size =>
  draftSize({ ...draft, outputSize: null, followReference: true }, limits);

/** How much of the reference is redrawn when the person did not say. */
export const usualStrength = (draft: ImageDraft): number =>
  isPartial(draft) ? DEFAULT_MASKED_STRENGTH : DEFAULT_STRENGTH;

export function draftSteps(draft: ImageDraft, limits: ModelLimits): number {
  return draft.steps ?? stepsOf(draft.quality, limits);
}

/** The fields of `POST /generate-image`. What the person left to the model is left out, so that it decides. */
export interface ImageFields {
  prompt: string;
  negative_prompt?: string;
  style?: string;
  translate?: boolean;
  prepend_preprompt?: boolean;
  width?: number;
  height?: number;
  num_inference_steps?: number;
  guidance_scale?: number;
  num_outputs: number;
  seed?: number;
  scheduler?: string;
  model?: string;
  force?: boolean;
  pag_scale?: number;
  loras?: (LoraSource & { scale: number; sha256?: string })[];
  face_refine?: boolean;
  face_prompt?: string;
  face_strength?: number;
  image_asset_id?: string;
  strength?: number;
  mask?: string;
  mask_blur?: number;
  outpaint?: Margins;
  output_width?: number;
  output_height?: number;
  upscaler?: string;
  output_format?: OutputFormat;
  output_compression?: number;
  background?: Background;
  include_base64: false;
}

/** `mask`: what the draft's strokes look like, as a data URL; they are vectors, and drawing them takes a browser. */
export function toFields(draft: ImageDraft, limits: ModelLimits, mask?: string): ImageFields {
  const steps = draftSteps(draft, limits);
  return {
    ...wordFields(draft),
    ...(choosesSize(draft) && draftSize(draft, limits)),
    ...(steps !== limits.steps && { num_inference_steps: steps }),
    // Below the model's minimum only when the person asked for that number itself, seeing the warning.
    ...(draft.steps !== null && steps < limits.min_steps && { force: true }),
    ...(draft.guidance !== null && { guidance_scale: draft.guidance }),
    num_outputs: draft.outputs,
    ...(draft.seed !== null && { seed: draft.seed }),
    ...(draft.scheduler !== null && { scheduler: draft.scheduler }),
    ...(draft.model !== null && { model: draft.model }),
    ...engineFields(draft),
    ...referenceFields(draft, mask),
    ...outputFields(draft),
    include_base64: false,
  };
}

function wordFields(draft: ImageDraft) {
  return {
    prompt: draft.prompt.trim(),
    ...(draft.negativePrompt.trim() && { negative_prompt: draft.negativePrompt.trim() }),
    ...(draft.style !== null && { style: draft.style }),
    ...(draft.translate && { translate: true }),
    ...(!draft.prependPreprompt && { prepend_preprompt: false }),
  };
}

function engineFields(draft: ImageDraft) {
  const loras = draft.loras.map(({ source, scale, sha256 }) => ({ ...source, scale, ...(sha256 && { sha256 }) }));
  return {
    ...(draft.pagScale > 0 && { pag_scale: draft.pagScale }),
    ...(loras.length > 0 && { loras }),
    ...(draft.faceRefine && {
      face_refine: true,
      ...(draft.facePrompt.trim() && { face_prompt: draft.facePrompt.trim() }),
      ...(draft.faceStrength !== DEFAULT_FACE_STRENGTH && { face_strength: draft.faceStrength }),
    }),
  };
}

function referenceFields(draft: ImageDraft, mask: string | undefined) {
  if (!draft.reference) return {};
  return {
    image_asset_id: draft.reference.assetId,
    ...(draft.strength !== null && { strength: draft.strength }),
    ...(mask && { mask }),
    ...(isPartial(draft) && draft.maskBlur !== DEFAULT_MASK_BLUR && { mask_blur: draft.maskBlur }),
    ...(isWidened(draft.outpaint) && { outpaint: draft.outpaint }),
  };
}

function outputFields(draft: ImageDraft) {
  const { outputSize, outputFormat, outputCompression, background } = draft;
  return {
    ...(outputSize && { output_width: outputSize.width, output_height: outputSize.height }),
    ...(outputSize && draft.upscaler !== 'auto' && { upscaler: draft.upscaler }),
    ...(outputFormat !== 'png' && { output_format: outputFormat }),
    ...(outputFormat !== 'png' && outputCompression !== null && { output_compression: outputCompression }),
    ...(background !== 'auto' && { background }),
  };
}

/** Whether anything under "advanced" differs from what the model prefers. */
export function isAdvancedTouched(draft: ImageDraft): boolean {
  const { negativePrompt, seed, steps, guidance, scheduler, model } = draft;
  const { pagScale, loras, faceRefine, outputFormat, background, upscaler } = draft;
  return (
    negativePrompt !== '' ||
    [seed, steps, guidance, scheduler, model].some((value) => value !== null) ||
    pagScale > 0 ||
    loras.length > 0 ||
    faceRefine ||
    outputFormat !== 'png' ||
    background !== 'auto' ||
    upscaler !== 'auto'
  );
}

/** Everything but the words and the reference picture back to the defaults. */
export const resetSettings = ({ prompt, style, reference, mask, outpaint }: ImageDraft): ImageDraft => ({
  ...EMPTY_DRAFT,
  prompt,
  style,
  reference,
  mask,
  outpaint,
});

/** Another reference picture, or none: what was painted over the one before means nothing on it. */
export const withReference = (draft: ImageDraft, reference: Reference | null): ImageDraft => ({
  ...draft,
  reference,
  strength: reference ? draft.strength : null,
  followReference: true,
  mask: [],
  outpaint: NO_MARGINS,
});

/** Switching the model keeps what the new one understands and lets go of the rest. */
export function withModel(draft: ImageDraft, model: string | null, limits: ModelLimits | undefined): ImageDraft {
  if (!limits) return { ...draft, model };
  return {
    ...draft,
    model,
    steps: null,
    guidance: null,
    quality: isDistilled(limits) ? 'standard' : draft.quality,
    scheduler: draft.scheduler !== null && limits.schedulers.includes(draft.scheduler) ? draft.scheduler : null,
    aspect: typeof draft.aspect === 'string' || isAllowed(draft.aspect, limits) ? draft.aspect : '1:1',
  };
}

export const randomSeed = (): number => Math.floor(Math.random() * 2 ** 32);
