/** What a finished job of kind `video` made. */
import type { Schemas } from '@/services/api';

export type VideoOutcome = Schemas['VideoResult'];

/** null while there is none, and for other kinds. */
export function outcomeOf(job: Schemas['Job']): VideoOutcome | null {
  const result = job.result as VideoOutcome | null;
  return job.kind === 'video' && job.status === 'completed' && result?.video ? result : null;
}
