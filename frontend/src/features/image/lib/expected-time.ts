/** How long a picture will take, learnt from the jobs this studio has finished: never a constant. */

/** One finished image job, as far as time is concerned. Seconds. */
export interface PastRun {
  model: string;
  width: number;
  height: number;
  steps: number;
  outputs: number;
  denoise_s: number;
  total_s: number;
  load_s: number;
}

export interface PlannedRun {
  model: string;
  width: number;
  height: number;
  steps: number;
  outputs: number;
}

const work = (run: PlannedRun) => run.width * run.height * run.steps * run.outputs;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/**
 * Seconds for a planned run, or null while nothing comparable was made. Denoising grows with pixels and steps;
 * the rest (encoding, decoding, saving) grows with pixels alone. Loading is left out: it happens once.
 */
export function expectedSeconds(plan: PlannedRun, past: PastRun[]): number | null {
  const same = past.filter((run) => run.model === plan.model && work(run) > 0 && run.denoise_s > 0);
  if (same.length === 0) return null;
  const perStep = median(same.map((run) => run.denoise_s / work(run)));
  const rest = median(
    same.map((run) => Math.max(0, run.total_s - run.load_s - run.denoise_s) / (work(run) / run.steps)),
  );
  return perStep * work(plan) + (rest * work(plan)) / plan.steps;
}
