/** From a picture's recipe back to the controls ("use these settings"), saying honestly what could not be restored. */

import {
  type Background,
  DEFAULT_FACE_STRENGTH,
  DEFAULT_MASK_BLUR,
  type DraftLora,
  EMPTY_DRAFT,
  type ImageDraft,
  type LoraSource,
  type Margins,
  type ModelLimits,
  NO_MARGINS,
  type OutputFormat,
  type Reference,
  usualStrength,
} from './draft';
import type { MaskEdit } from './mask';
import { qualityOf } from './quality';
import { aspectOf, isAllowed, isSameFormat, type Size, sizeOf } from './sizes';

/** What could not be put back, as the part of an i18n key. */
export type NotRestored = 'model' | 'size' | 'scheduler' | 'reference' | 'mask' | 'loras' | 'recipe';

export interface ModelChoice {
  id: string;
  active: boolean;
  usable: boolean;
  limits: ModelLimits;
}

export interface Restored {
  draft: ImageDraft;
  missing: NotRestored[];
}

/** What a recipe only points to, fetched beforehand. */
export interface Found {
  /** The reference picture, if the library still has it. */
  reference?: Reference | null;
  /** What was painted over it, if this browser still knows. */
  mask?: MaskEdit[] | null;
}

type Recipe = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The asset a recipe started from, null when it started from noise or from a picture that is in no library. */
export const referenceOf = (recipe: Recipe | null): string | null => text(recipe?.image_asset_id) || null;

/**
 * The draft that makes this picture again. With `keepSeed` false it is a remix: everything but the seed.
 * `models` are the ones the studio knows; a picture from elsewhere may name another.
 */
export function fromRecipe(
  recipe: Recipe | null,
  models: ModelChoice[],
  keepSeed: boolean,
  found: Found = {},
): Restored {
  const prompt = text(recipe?.prompt);
  if (!recipe || !prompt) return { draft: EMPTY_DRAFT, missing: ['recipe'] };
  const missing: NotRestored[] = [];
  const wanted = text(recipe.model);
  const active = models.find((model) => model.active) ?? models[0];
  const known = models.find((model) => model.id === wanted && model.usable);
  if (wanted && !known) missing.push('model');
  const model = known ?? active;
  const base: ImageDraft = {
    ...EMPTY_DRAFT,
    prompt,
    negativePrompt: text(recipe.negative_prompt),
    style: text(recipe.style) || null,
    translate: recipe.translate === true,
    prependPreprompt: recipe.prepend_preprompt !== false,
    seed: keepSeed ? number(recipe.seed) : null,
    model: known && !known.active ? known.id : null,
    ...restoreEngine(recipe, missing),
    ...restoreReference(recipe, found, missing),
    ...restoreOutput(recipe),
  };
  if (!model) return { draft: base, missing };
  const draft = { ...base, ...restoreLimited(recipe, base, model.limits, missing) };
  return { draft: { ...draft, strength: ownStrength(recipe, draft) }, missing };
}

/** The controls whose values depend on the model's limits. Adds to `missing` what the model does not take. */
function restoreLimited(
  recipe: Recipe,
  base: ImageDraft,
  limits: ModelLimits,
  missing: NotRestored[],
): Pick<ImageDraft, 'aspect' | 'steps' | 'quality' | 'guidance' | 'scheduler' | 'followReference'> {
  const steps = number(recipe.num_inference_steps);
  const quality = steps === null ? 'standard' : qualityOf(steps, limits);
  const guidance = number(recipe.guidance_scale);
  const scheduler = text(recipe.scheduler) || null;
  const known = scheduler === null || limits.schedulers.includes(scheduler);
  if (!known) missing.push('scheduler');
  const size = { width: number(recipe.width) ?? 0, height: number(recipe.height) ?? 0 };
  return {
    ...restoreSize(size, base, limits, missing),
    quality: quality ?? 'standard',
    steps: quality === null ? steps : null,
    guidance: guidance === limits.guidance ? null : guidance,
    scheduler: known ? scheduler : null,
  };
}

/** Where the size follows from something else, the format picker keeps its own value. */
function restoreSize(
  size: Size,
  { reference, outpaint, mask, outputSize }: ImageDraft,
  limits: ModelLimits,
  missing: NotRestored[],
): Pick<ImageDraft, 'aspect' | 'followReference'> {
  if (outputSize) return { aspect: aspectOf(outputSize) ?? '1:1', followReference: true };
  const partial = mask.length > 0 || outpaint !== NO_MARGINS;
  // A picture that was changed in place says no size of its own.
  const unsaid = size.width === 0 || size.height === 0;
  if (unsaid || (reference && (partial || isSameFormat(size, reference)))) {
    return { aspect: '1:1', followReference: true };
  }
  return { aspect: restoreAspect(size, limits, missing), followReference: reference === null };
}

function restoreAspect(size: Size, limits: ModelLimits, missing: NotRestored[]): ImageDraft['aspect'] {
  const aspect = aspectOf(size);
  if (aspect) {
    const own = sizeOf(aspect, limits);
    if (own.width === size.width && own.height === size.height) return aspect;
  }
  if (isAllowed(size, limits)) return size;
  missing.push('size');
  return aspect ?? '1:1';
}

function restoreEngine(
  recipe: Recipe,
  missing: NotRestored[],
): Pick<ImageDraft, 'pagScale' | 'loras' | 'faceRefine' | 'facePrompt' | 'faceStrength'> {
  const entries = Array.isArray(recipe.loras) ? (recipe.loras as Recipe[]) : [];
  const loras = entries.map(restoreLora).filter((lora) => lora !== null);
  if (loras.length < entries.length) missing.push('loras');
  return {
    pagScale: number(recipe.pag_scale) ?? 0,
    loras,
    faceRefine: recipe.face_refine === true,
    facePrompt: text(recipe.face_prompt),
    faceStrength: number(recipe.face_strength) ?? DEFAULT_FACE_STRENGTH,
  };
}

function restoreLora(entry: Recipe): DraftLora | null {
  const source = loraSource(entry);
  if (!source) return null;
  const title = text(entry.name) || Object.values(source).join('');
  return { source, title, scale: number(entry.scale) ?? 1, sha256: text(entry.sha256) || null };
}

function loraSource(entry: Recipe): LoraSource | null {
  if (text(entry.asset_id)) return { asset_id: text(entry.asset_id) };
  if (text(entry.url)) return { url: text(entry.url) };
  return text(entry.name) ? { name: text(entry.name) } : null;
}

/** Adds to `missing` a picture that the library no longer has, and paint that nobody remembers. */
function restoreReference(
  recipe: Recipe,
  { reference = null, mask }: Found,
  missing: NotRestored[],
): Pick<ImageDraft, 'reference' | 'mask' | 'maskBlur' | 'outpaint'> {
  const started = STARTED.some((name) => text(recipe[name]) !== '');
  const masked = MASKED.some((name) => text(recipe[name]) !== '');
  if (started && !reference) missing.push('reference');
  if (masked && !mask?.length) missing.push('mask');
  const outpaint = reference ? restoreMargins(recipe.outpaint) : NO_MARGINS;
  return {
    reference,
    mask: (masked && reference && mask) || [],
    maskBlur: number(recipe.mask_blur) ?? DEFAULT_MASK_BLUR,
    outpaint,
  };
}

/** A recipe has one of each: the asset, or the hash of a picture that was sent along. */
const STARTED = ['image_asset_id', 'image_sha256'];
const MASKED = ['mask_asset_id', 'mask_sha256'];

function restoreMargins(value: unknown): Margins {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Recipe;
  const side = (name: keyof Margins) => number(given[name]) ?? 0;
  const margins = { left: side('left'), right: side('right'), top: side('top'), bottom: side('bottom') };
  return Object.values(margins).some((pixels) => pixels > 0) ? margins : NO_MARGINS;
}

/** null where it is what the studio takes anyway. */
function ownStrength(recipe: Recipe, draft: ImageDraft): number | null {
  const strength = draft.reference ? number(recipe.strength) : null;
  return strength === usualStrength(draft) ? null : strength;
}

const FORMATS: readonly OutputFormat[] = ['png', 'jpeg', 'webp'];
const BACKGROUNDS: readonly Background[] = ['auto', 'opaque', 'transparent'];

function restoreOutput(
  recipe: Recipe,
): Pick<ImageDraft, 'outputSize' | 'upscaler' | 'outputFormat' | 'outputCompression' | 'background'> {
  const width = number(recipe.output_width);
  const height = number(recipe.output_height);
  return {
    outputSize: width && height ? { width, height } : null,
    upscaler: text(recipe.upscaler) || 'auto',
    outputFormat: FORMATS.find((format) => format === recipe.output_format) ?? 'png',
    outputCompression: number(recipe.output_compression),
    background: BACKGROUNDS.find((background) => background === recipe.background) ?? 'auto',
  };
}
