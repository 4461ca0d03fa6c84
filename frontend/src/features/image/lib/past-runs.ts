/** Finished image jobs as the API tells them, reduced to what their times teach. */
import type { Schemas } from '@/services/api';
import type { PastRun } from './expected-time';

type Job = Schemas['Job'];

const number = (record: Record<string, unknown>, name: string): number => {
  const value = record[name];
  return typeof value === 'number' ? value : 0;
};

const timingsOf = (job: Job) => (job.result?.timings ?? {}) as Record<string, unknown>;

/**
 * The runs to learn from: finished, and drawn rather than taken from the cache. Where only a part was drawn the job's
 * size says nothing about its work. From a reference only `strength` of the steps are taken.
 */
export function pastRuns(jobs: Job[]): PastRun[] {
  return jobs
    .filter((job) => job.kind === 'image' && job.status === 'completed' && job.result?.cached !== true)
    .filter((job) => job.params.in_place !== true)
    .map((job) => ({
      model: String(job.result?.model ?? job.model),
      width: number(job.params, 'width'),
      height: number(job.params, 'height'),
      steps: number(job.params, 'num_inference_steps') * (number(job.params, 'strength') || 1),
      outputs: number(job.params, 'num_outputs') || 1,
      denoise_s: number(timingsOf(job), 'denoise_s'),
      total_s: number(timingsOf(job), 'total_s'),
      load_s: number(timingsOf(job), 'load_s'),
    }));
}

/** Seconds that one picture of the job took, loading of the model included, if the job says so. */
export function secondsEach(job: Job): number | null {
  const total = number(timingsOf(job), 'total_s');
  return total > 0 ? total / (number(job.params, 'num_outputs') || 1) : null;
}
