/** Seconds that the draft will take on this machine, as far as its recent jobs tell. */
import { useMemo } from 'react';
import type { Schemas } from '@/services/api';
import { draftSize, type ImageDraft } from '../lib/draft';
import { expectedSeconds } from '../lib/expected-time';
import { pastRuns } from '../lib/past-runs';
import type { ImageModel } from './use-image-models';

/** A function of the number of steps; null while nothing comparable was made. */
export function useExpectedTime(draft: ImageDraft, model: ImageModel, recent: Schemas['Job'][]) {
  const past = useMemo(() => pastRuns(recent), [recent]);
  return (steps: number): number | null =>
    expectedSeconds({ model: model.id, ...draftSize(draft, model.limits), steps, outputs: draft.outputs }, past);
}
