/** Quality presets: how many denoising steps each one means for a given model. */

export interface StepLimits {
  steps: number;
  min_steps: number;
}

export const QUALITIES = ['draft', 'standard', 'high'] as const;
export type Quality = (typeof QUALITIES)[number];

const MOST_STEPS = 150; // the API's own limit
const MOST_DISTILLED = 8; // SDXL Lightning and Hyper-SD come for 1, 2, 4 and 8 steps; nothing undistilled draws in 8
const FACTOR: Record<Quality, number> = { draft: 0.6, standard: 1, high: 1.6 };

/** Steps of a preset. A model distilled to few steps has only one answer. */
export function stepsOf(quality: Quality, model: StepLimits): number {
  if (isDistilled(model)) return model.steps;
  return Math.min(MOST_STEPS, Math.max(model.min_steps, Math.round(model.steps * FACTOR[quality])));
}

/** Few-step checkpoints (Lightning, Turbo) are trained for one number of steps: presets would only spoil them. */
export const isDistilled = (model: StepLimits) => model.steps <= MOST_DISTILLED;

/** The preset that means this many steps, or null when none does. */
export function qualityOf(steps: number, model: StepLimits): Quality | null {
  if (steps === model.steps) return 'standard';
  return QUALITIES.find((quality) => stepsOf(quality, model) === steps) ?? null;
}
