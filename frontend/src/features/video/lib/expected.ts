/** How long a video will take, learnt from those that were made lately. */
import type { Schemas } from '@/services/api';
import type { Preset } from './draft';

type Job = Schemas['Job'];

const number = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null);

/** Seconds of work for one second of video with this preset; null: none was made yet. */
export function paceOf(jobs: readonly Job[], preset: Preset): number | null {
  const paces = jobs
    .filter((job) => job.kind === 'video' && job.status === 'completed' && job.params.preset === preset)
    .flatMap(({ result }) => {
      const timings = (result?.timings ?? {}) as Record<string, unknown>;
      const total = number(timings.total_s);
      const length = number(result?.duration_s);
      return total && length ? [Math.max(0, total - (number(timings.queue_s) ?? 0)) / length] : [];
    })
    .toSorted((one, other) => one - other);
  return paces[Math.floor(paces.length / 2)] ?? null;
}
