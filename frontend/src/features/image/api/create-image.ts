import { useMutation, useMutationState } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import type { ImageFields } from '../lib/draft';
import type { MaskEdit } from '../lib/mask';
import type { Size } from '../lib/sizes';
import { useSentMasks } from '../store/sent-masks';

const KEY = ['generate-image'];

/** A request on its way: the sheet shows its frames before the studio has answered (UX-22). */
export interface SentImage {
  /** Sent as Idempotency-Key: the same click never makes two jobs, however often it is repeated. */
  id: string;
  fields: ImageFields;
  /** What the pictures will measure, for their frames. */
  frame: Size;
  /** What was painted to make the mask in `fields`. */
  edits: MaskEdit[];
}

export const newRequest = (fields: ImageFields, frame: Size, edits: MaskEdit[] = []): SentImage => ({
  id: crypto.randomUUID(),
  fields,
  frame,
  edits,
});

/** Asks for pictures; the answer is the job, at once. */
export function useCreateImage(onAccepted: (job: Schemas['Job']) => void) {
  return useMutation({
    mutationKey: KEY,
    mutationFn: async ({ id, fields }: SentImage) => {
      const answer = await take(
        api().POST('/generate-image', {
          params: { header: { Prefer: 'respond-async', 'Idempotency-Key': id } },
          body: fields as Schemas['ImageRequest'],
        }),
      );
      return (answer as Schemas['JobEnvelope']).job;
    },
    onSuccess: (job, { fields, edits }) => {
      if (fields.mask) useSentMasks.getState().remember(job.id, edits);
      onAccepted(job);
    },
  });
}

/** Requests that the studio has not answered yet. */
export const usePendingImages = (): SentImage[] =>
  useMutationState({
    filters: { mutationKey: KEY, status: 'pending' },
    select: ({ state }) => state.variables as SentImage,
  });
