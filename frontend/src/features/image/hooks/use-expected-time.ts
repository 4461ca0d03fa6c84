/** Seconds that the draft will take on this machine, as far as its recent jobs tell. */
import { useMemo } from 'react';
import type { Schemas } from '@/services/api';
import { draftSize, type ImageDraft, isPartial, usualStrength } from '../lib/draft';
import { expectedSeconds } from '../lib/expected-time';
import { pastRuns } from '../lib/past-runs';
import type { ImageModel } from './use-image-models';

/** A function of the number of steps; null while nothing comparable was made. */
export function useExpectedTime(draft: ImageDraft, model: ImageModel, recent: Schemas['Job'][]) {
  const past = useMemo(() => pastRuns(recent), [recent]);
  const { limits } = model;
  // A part of a picture is drawn at the size the model likes best, however large the picture is.
  const { width, height } = isPartial(draft) ? limits : draftSize(draft, limits);
  const strength = draft.reference ? (draft.strength ?? usualStrength(draft)) : 1;
  return (steps: number): number | null =>
    expectedSeconds({ model: model.id, width, height, steps: steps * strength, outputs: draft.outputs }, past);
}
