/** What the person is about to make: the state behind every control, and the request it becomes. */

import { isDistilled, type Quality, type StepLimits, stepsOf } from './quality';
import { type AspectId, isAllowed, type Size, type SizeLimits, sizeOf } from './sizes';

export const MAX_SEED = 2 ** 53 - 1; // the largest integer JavaScript keeps exact; the API refuses more
export const MOST_OUTPUTS = 4;

export interface ImageDraft {
  prompt: string;
  negativePrompt: string;
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
}

export const EMPTY_DRAFT: ImageDraft = {
  prompt: '',
  negativePrompt: '',
  aspect: '1:1',
  outputs: 1,
  seed: null,
  quality: 'standard',
  steps: null,
  guidance: null,
  scheduler: null,
  model: null,
};

/** What a model takes and prefers. The same shape as the catalog's `limits`. */
export interface ModelLimits extends SizeLimits, StepLimits {
  guidance: number;
  schedulers: string[];
  languages: string[];
}

/** Pixels of a draft on a model; a custom size the model cannot take falls back to its default. */
export function draftSize(draft: ImageDraft, limits: ModelLimits): Size {
  if (typeof draft.aspect === 'string') return sizeOf(draft.aspect, limits);
  return isAllowed(draft.aspect, limits) ? draft.aspect : { width: limits.width, height: limits.height };
}

export function draftSteps(draft: ImageDraft, limits: ModelLimits): number {
  return draft.steps ?? stepsOf(draft.quality, limits);
}

/** The fields of `POST /generate-image`. What the person left to the model is left out, so that it decides. */
export interface ImageFields {
  prompt: string;
  negative_prompt?: string;
  width: number;
  height: number;
  num_inference_steps?: number;
  guidance_scale?: number;
  num_outputs: number;
  seed?: number;
  scheduler?: string;
  model?: string;
  force?: boolean;
  include_base64: false;
}

export function toFields(draft: ImageDraft, limits: ModelLimits): ImageFields {
  const steps = draftSteps(draft, limits);
  return {
    prompt: draft.prompt.trim(),
    ...(draft.negativePrompt.trim() && { negative_prompt: draft.negativePrompt.trim() }),
    ...draftSize(draft, limits),
    ...(steps !== limits.steps && { num_inference_steps: steps }),
    // Below the model's minimum only when the person asked for that number itself, seeing the warning.
    ...(draft.steps !== null && steps < limits.min_steps && { force: true }),
    ...(draft.guidance !== null && { guidance_scale: draft.guidance }),
    num_outputs: draft.outputs,
    ...(draft.seed !== null && { seed: draft.seed }),
    ...(draft.scheduler !== null && { scheduler: draft.scheduler }),
    ...(draft.model !== null && { model: draft.model }),
    include_base64: false,
  };
}

/** Whether anything under "advanced" differs from what the model prefers. */
export function isAdvancedTouched(draft: ImageDraft): boolean {
  const { negativePrompt, steps, guidance, scheduler, model } = draft;
  return negativePrompt !== '' || [steps, guidance, scheduler, model].some((value) => value !== null);
}

/** Everything but the words back to the defaults. */
export const resetSettings = (draft: ImageDraft): ImageDraft => ({ ...EMPTY_DRAFT, prompt: draft.prompt });

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
