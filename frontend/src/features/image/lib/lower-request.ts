/** A failed job's request again at about half the pixels: what to do when memory ran out. */
import type { ImageFields, ModelLimits } from './draft';
import { lowerSize, type Size } from './sizes';

const KEPT = [
  'negative_prompt',
  'num_inference_steps',
  'guidance_scale',
  'seed',
  'scheduler',
  'model',
  'force',
] as const;

/** Null when the model draws nothing smaller, or the job says nothing of sizes. `params` are the job's own, settled. */
export function lowerRequest(params: Record<string, unknown>, limits: ModelLimits): (ImageFields & Size) | null {
  const { prompt, width, height, num_outputs } = params;
  if (typeof prompt !== 'string' || typeof width !== 'number' || typeof height !== 'number') return null;
  const size = lowerSize({ width, height }, limits);
  if (!size) return null;
  const kept = Object.fromEntries(
    KEPT.filter((name) => params[name] !== null && params[name] !== undefined).map((name) => [name, params[name]]),
  );
  return {
    ...(kept as Partial<ImageFields>),
    prompt,
    ...size,
    num_outputs: typeof num_outputs === 'number' ? num_outputs : 1,
    include_base64: false,
  };
}
