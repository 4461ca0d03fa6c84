/** From a picture's recipe back to the controls ("use these settings"), saying honestly what could not be restored. */

import { EMPTY_DRAFT, type ImageDraft, type ModelLimits } from './draft';
import { qualityOf } from './quality';
import { aspectOf, isAllowed, type Size, sizeOf } from './sizes';

/** What could not be put back, as the part of an i18n key. */
export type NotRestored = 'model' | 'size' | 'scheduler' | 'recipe';

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

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/**
 * The draft that makes this picture again. With `keepSeed` false it is a remix: everything but the seed.
 * `models` are the ones the studio knows; a picture from elsewhere may name another.
 */
export function fromRecipe(recipe: Record<string, unknown> | null, models: ModelChoice[], keepSeed: boolean): Restored {
  const prompt = text(recipe?.prompt);
  if (!recipe || !prompt) return { draft: EMPTY_DRAFT, missing: ['recipe'] };
  const missing: NotRestored[] = [];
  const wanted = text(recipe.model);
  const active = models.find((model) => model.active) ?? models[0];
  const found = models.find((model) => model.id === wanted && model.usable);
  if (wanted && !found) missing.push('model');
  const model = found ?? active;
  const base: ImageDraft = {
    ...EMPTY_DRAFT,
    prompt,
    negativePrompt: text(recipe.negative_prompt),
    seed: keepSeed ? number(recipe.seed) : null,
    model: found && !found.active ? found.id : null,
  };
  if (!model) return { draft: base, missing };
  return { draft: { ...base, ...restoreLimited(recipe, model.limits, missing) }, missing };
}

/** The controls whose values depend on the model's limits. Adds to `missing` what the model does not take. */
function restoreLimited(
  recipe: Record<string, unknown>,
  limits: ModelLimits,
  missing: NotRestored[],
): Pick<ImageDraft, 'aspect' | 'steps' | 'quality' | 'guidance' | 'scheduler'> {
  const steps = number(recipe.num_inference_steps);
  const quality = steps === null ? 'standard' : qualityOf(steps, limits);
  const guidance = number(recipe.guidance_scale);
  const scheduler = text(recipe.scheduler) || null;
  const known = scheduler === null || limits.schedulers.includes(scheduler);
  if (!known) missing.push('scheduler');
  return {
    aspect: restoreSize({ width: number(recipe.width) ?? 0, height: number(recipe.height) ?? 0 }, limits, missing),
    quality: quality ?? 'standard',
    steps: quality === null ? steps : null,
    guidance: guidance === limits.guidance ? null : guidance,
    scheduler: known ? scheduler : null,
  };
}

function restoreSize(size: Size, limits: ModelLimits, missing: NotRestored[]): ImageDraft['aspect'] {
  const aspect = size.width > 0 && size.height > 0 ? aspectOf(size) : '1:1';
  if (aspect) {
    const own = sizeOf(aspect, limits);
    if (own.width === size.width && own.height === size.height) return aspect;
  }
  if (isAllowed(size, limits)) return size;
  missing.push('size');
  return aspect ?? '1:1';
}
