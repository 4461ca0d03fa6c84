/**
 * What the socket says about jobs between two readings by REST: progress, stage, the preview of the unfinished picture.
 * Fast and droppable, so it lives outside React Query, and bursts reach the page at most every 150 ms.
 */
import { create } from 'zustand';
import type { Schemas } from '@/services/api';

type Job = Schemas['Job'];
type JobUpdate = Schemas['JobUpdateEvent'];

const TERMINAL: ReadonlySet<Job['status']> = new Set(['completed', 'failed', 'cancelled']);
const PACE_MS = 150;

export const isTerminal = (job: Pick<Job, 'status'>): boolean => TERMINAL.has(job.status);

interface Live {
  updates: Readonly<Record<string, JobUpdate>>;
  /** Object URL of the last preview of each job. */
  previews: Readonly<Record<string, string>>;
}

export const useLive = create<Live>()(() => ({ updates: {}, previews: {} }));

const waiting = new Map<string, JobUpdate>();
const previewSeq = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes an event in. Returns false when it is older than what is known: sockets may repeat or overtake. */
export function noteUpdate(event: JobUpdate): boolean {
  const known = waiting.get(event.id) ?? useLive.getState().updates[event.id];
  if (known && known.seq >= event.seq) return false;
  waiting.set(event.id, event);
  if (isTerminal(event)) flush();
  else timer ??= setTimeout(flush, PACE_MS);
  return true;
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const fresh = Object.fromEntries(waiting);
  waiting.clear();
  useLive.setState(({ updates }) => ({ updates: { ...updates, ...fresh } }));
}

/** Keeps a preview frame, unless a later one is there already. */
export function notePreview(id: string, seq: number, jpeg: Blob): void {
  if ((previewSeq.get(id) ?? -1) >= seq) return;
  previewSeq.set(id, seq);
  const before = useLive.getState().previews[id];
  useLive.setState(({ previews }) => ({ previews: { ...previews, [id]: URL.createObjectURL(jpeg) } }));
  if (before) URL.revokeObjectURL(before);
}

/** Forgets jobs, for instance those that have ended and left the page, and frees their previews. */
export function forgetJobs(gone: (id: string) => boolean): void {
  const keep = <V>(record: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !gone(id)));
  const { updates, previews } = useLive.getState();
  for (const [id, url] of Object.entries(previews)) {
    if (!gone(id)) continue;
    URL.revokeObjectURL(url);
    previewSeq.delete(id);
  }
  for (const id of waiting.keys()) if (gone(id)) waiting.delete(id);
  useLive.setState({ updates: keep(updates), previews: keep(previews) });
}

/** The job as REST gave it, brought up to date by what the socket said later. */
export function merge(job: Job, update: JobUpdate | undefined): Job {
  return update && update.seq > job.seq ? { ...job, ...update } : job;
}
