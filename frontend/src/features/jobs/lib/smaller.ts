import type { Schemas } from '@/services/api';

type ImageRequest = Schemas['ImageRequest'];

/** Three quarters of each side: a little more than half the pixels and, with attention, a third of the memory. */
const SHRINK = 0.75;
const MULTIPLE = 64; // suits every latent layout in use
const FIELDS = [
  'prompt',
  'negative_prompt',
  'style',
  'translate',
  'prepend_preprompt',
  'num_inference_steps',
  'guidance_scale',
  'num_outputs',
  'seed',
  'scheduler',
  'model',
  'pag_scale',
  'face_refine',
  'face_prompt',
  'face_strength',
  'output_width',
  'output_height',
  'output_format',
  'output_compression',
  'background',
] as const satisfies readonly (keyof ImageRequest)[];

/** A job knows these as files of the studio, which a new request cannot name; "retry" has them. */
const FILES = ['image', 'mask', 'loras', 'edit'];

/** The request of a failed image job again, at a smaller size. */
export function smallerRequest(job: Schemas['Job']): ImageRequest {
  const params = job.params as Partial<ImageRequest>;
  const kept = Object.fromEntries(FIELDS.filter((name) => params[name] != null).map((name) => [name, params[name]]));
  const shrink = (side: number | null | undefined) =>
    side ? { side: Math.max(MULTIPLE, Math.floor((side * SHRINK) / MULTIPLE) * MULTIPLE) } : { side: undefined };
  return {
    ...kept,
    prompt: params.prompt ?? '',
    width: shrink(params.width).side,
    height: shrink(params.height).side,
    include_base64: false,
  } as ImageRequest;
}

/** Whether a smaller size can help, and there is a size to make smaller. */
export function canShrink(job: Schemas['Job']): boolean {
  const { width, height } = job.params as Partial<ImageRequest>;
  return (
    job.kind === 'image' &&
    !FILES.some((name) => isGiven(job.params[name])) &&
    (job.error?.code === 'gpu_out_of_memory' || job.error?.code === 'worker_died') &&
    Math.min(width ?? 0, height ?? 0) > MULTIPLE
  );
}

const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined);
