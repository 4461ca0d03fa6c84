/** How long a video will take, learnt from those that were made lately. */
import type { Schemas } from '@/services/api';
import { PRESETS, type Preset } from './draft';

type Job = Schemas['Job'];

const number = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null);

/** Work of one second of video, all presets measured on the same two cores (28 s ad, voice included): draft is one. */
const COST: Record<Preset, number> = { preview: 0.8, draft: 1, final: 1.8 };

/** Seconds of work for one second of video with this preset, told by other presets where need be; null: none was made yet. */
export function paceOf(jobs: readonly Job[], preset: Preset): number | null {
  for (const other of [preset, ...PRESETS]) {
    const pace = measured(jobs, other);
    if (pace !== null) return (pace * COST[preset]) / COST[other];
  }
  return null;
}

function measured(jobs: readonly Job[], preset: Preset): number | null {
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
