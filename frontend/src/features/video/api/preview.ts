import { api, type Schemas, take } from '@/services/api';

/** One frame of a video as WebP. */
export const drawFrame = (body: Schemas['PreviewRequest'], signal: AbortSignal): Promise<Blob> =>
  take(api().POST('/render-preview', { body, signal, parseAs: 'blob' }));
