/** What a finished swap says, as it stands in its job. */
import type { Schemas } from '@/services/api';

export interface SwapOutcome {
  asset: Schemas['Asset'];
  /** `turned`: degrees between the two faces. `warnings`: codes. */
  faces?: { index?: number; same_person: boolean; turned: number; warnings: string[] }[];
  warnings?: string[];
  commercial_use?: boolean;
  timings?: Record<string, number>;
}

/** Null before the swap is done, and after its asset was deleted. */
export function outcomeOf({ result }: Pick<Schemas['Job'], 'result'>): SwapOutcome | null {
  return typeof result?.asset === 'object' && result.asset !== null ? (result as unknown as SwapOutcome) : null;
}
