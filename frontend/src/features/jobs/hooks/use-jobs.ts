import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/services/api';
import { useConnection } from '@/services/connection';
import { jobDetail, jobsNow } from '../api/get-jobs';
import { isTerminal, merge, useLive } from '../store/live';
import { useTray } from '../store/tray';

type Job = Schemas['Job'];

const POLL_MS = 3000; // without a socket, while something runs
const SAFETY_MS = 30_000; // with one: in case an event got lost

/** How often to read by REST: seldom while the socket tells, often enough when it does not. */
function usePace(busy: boolean): number | false {
  const live = useConnection((state) => state.live);
  if (!busy) return live ? false : SAFETY_MS;
  return live ? SAFETY_MS : POLL_MS;
}

/** One job, up to date. */
export function useJob(id: string | null | undefined): { job: Job | undefined; preview: string | undefined } {
  const update = useLive((state) => (id ? state.updates[id] : undefined));
  const preview = useLive((state) => (id ? state.previews[id] : undefined));
  const over = update ? isTerminal(update) : false;
  const pace = usePace(true);
  const { data } = useQuery({
    ...jobDetail(id ?? ''),
    enabled: Boolean(id),
    // The socket has told the end, but only REST has the result.
    refetchInterval: ({ state }) => (state.data && isTerminal(state.data) ? false : over ? POLL_MS : pace),
  });
  return { job: data && merge(data, update), preview };
}

/** Every job that is not over. */
export function useActiveJobs(): Job[] {
  return useTrayJobs().filter((job) => !isTerminal(job));
}

/** What the tray shows: what runs and waits, what has just ended here, and what failed and was not closed. */
export function useTrayJobs(): Job[] {
  const now = useJobsNow();
  const updates = useLive((state) => state.updates);
  const ended = useTray((state) => state.ended);
  const dismissed = useTray((state) => state.dismissed);
  if (!now) return [];
  const retried = new Set([...now.active, ...now.recent].map((job) => job.retried_from));
  const running = new Set(now.active.map(({ id }) => id));
  const over = now.recent.filter((job) => !running.has(job.id));
  return [...now.active, ...over]
    .map((job) => merge(job, updates[job.id]))
    .filter((job) => {
      if (job.kind === 'upload') return false; // over in a moment; where the file was dropped says how it went
      if (!isTerminal(job)) return true;
      if (job.status === 'failed') return !dismissed.includes(job.id) && !retried.has(job.id) && isRecent(job);
      return ended.includes(job.id);
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

export function useJobsNow() {
  const busy = useQuery({ ...jobsNow, select: ({ active }) => active.length > 0 }).data ?? false;
  const pace = usePace(busy);
  return useQuery({ ...jobsNow, refetchInterval: pace }).data;
}

/** What runs is at the top, then what waits, then what is over. */
const rank = (job: Job) => (job.status === 'processing' ? 0 : isTerminal(job) ? 2000 : 1 + (job.position ?? 1000));

const DAY_MS = 24 * 3600 * 1000;
/** A failure of last week is no news. */
const isRecent = (job: Job) => !job.finished_at || Date.now() - Date.parse(job.finished_at) < DAY_MS;
