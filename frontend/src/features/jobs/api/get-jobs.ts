import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { isTerminal } from '../store/live';

type Job = Schemas['Job'];

export interface JobsNow {
  /** Every job that is not over, the one that will be done first at the top. */
  active: Job[];
  /** The latest jobs, whatever became of them, newest first. */
  recent: Job[];
  paused: boolean;
}

const list = (query: { active?: boolean; limit: number }, signal: AbortSignal) =>
  take(api().GET('/api/jobs', { params: { query }, signal }));

/** The truth about what runs. Read at the start, after each reconnection and whenever an event says something ended. */
export const jobsNow = queryOptions({
  queryKey: [...keys.jobs, 'now'],
  queryFn: async ({ signal }): Promise<JobsNow> => {
    const [active, recent] = await Promise.all([
      list({ active: true, limit: 200 }, signal),
      list({ limit: 30 }, signal),
    ]);
    return { active: active.items.toReversed(), recent: recent.items, paused: active.paused };
  },
});

export const jobDetail = (id: string) =>
  queryOptions({
    queryKey: [...keys.jobs, 'detail', id],
    queryFn: ({ signal }) => take(api().GET('/api/jobs/{job_id}', { params: { path: { job_id: id } }, signal })),
  });

/** Puts a job that the studio has just answered with where the page looks for it: it appears before the first event. */
export function rememberJob(queryClient: QueryClient, job: Job): void {
  queryClient.setQueryData(jobDetail(job.id).queryKey, job);
  queryClient.setQueryData(jobsNow.queryKey, (now) => {
    if (!now) return now;
    const others = (jobs: Job[]) => jobs.filter(({ id }) => id !== job.id);
    const known = now.active.some(({ id }) => id === job.id);
    const active = known ? now.active.map((other) => (other.id === job.id ? job : other)) : [...now.active, job];
    return {
      ...now,
      active: active.filter((other) => !isTerminal(other)),
      recent: [job, ...others(now.recent)],
    };
  });
}
