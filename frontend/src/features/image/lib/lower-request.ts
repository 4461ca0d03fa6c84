/** A failed job's request again at about half the pixels: what to do when memory ran out. */
import type { ImageFields, ModelLimits } from './draft';
import { lowerSize, type Size } from './sizes';

const KEPT = [
  'negative_prompt',
  'style',
  'translate',
  'prepend_preprompt',
  'num_inference_steps',
  'guidance_scale',
  'seed',
  'scheduler',
  'model',
  'force',
  'pag_scale',
  'face_refine',
  'face_prompt',
  'face_strength',
  'output_width',
  'output_height',
  'output_format',
  'output_compression',
  'background',
] as const;

/** A job knows these as files of the studio, which a new request cannot name; "retry" has them. */
const FILES = ['image', 'mask', 'loras', 'edit'] as const;

/** Null when the model draws nothing smaller, or the job says nothing of sizes. `params` are the job's own, settled. */
export function lowerRequest(params: Record<string, unknown>, limits: ModelLimits): (ImageFields & Size) | null {
  const { prompt, width, height, num_outputs } = params;
  if (FILES.some((name) => isGiven(params[name]))) return null;
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

const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined);
