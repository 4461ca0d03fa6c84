/** How long a video will take, learnt from those that were made lately. */
import type { Schemas } from '@/services/api';
import { PRESETS, type Preset } from './draft';

type Job = Schemas['Job'];

const number = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);

/** Work on frames, sound and file, measured on two cores with a 28 s ad; the voice takes the same for all. */
const COST: Record<Preset, number> = { preview: 0.8, draft: 1, final: 3 };

/** Seconds of work for one second of video with this preset, told by other presets where need be; null: none was made yet. */
export function paceOf(jobs: readonly Job[], preset: Preset): number | null {
  for (const other of [preset, ...PRESETS]) {
    const paces = jobs
      .filter((job) => job.kind === 'video' && job.status === 'completed' && job.params.preset === other)
      .flatMap(({ result }) => paceIn(result ?? {}, COST[preset] / COST[other]))
      .toSorted((one, other) => one - other);
    if (paces.length > 0) return paces[Math.floor(paces.length / 2)] ?? null;
  }
  return null;
}

function paceIn(result: Record<string, unknown>, cost: number): number[] {
  const timings = (result.timings ?? {}) as Record<string, unknown>;
  const total = number(timings.total_s) - number(timings.queue_s);
  const voice = Math.min(number(timings.voice_s), total);
  const length = number(result.duration_s);
  return total > 0 && length > 0 ? [(voice + (total - voice) * cost) / length] : [];
}
