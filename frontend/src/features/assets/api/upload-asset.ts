import type { Schemas } from '@/services/api';
import { ApiError } from '@/services/errors';
import { type UploadOptions, uploadFile } from '@/services/upload';

/** Sends one file to the library. Raises what `uploadFile` raises. */
export async function uploadAsset(file: File, options: UploadOptions): Promise<Schemas['Asset']> {
  const { status, body } = await uploadFile('/api/assets', file, options);
  // 202: the studio is busy and checks the picture later; the event says when it is there.
  if (status === 202) throw new ApiError(202, { code: 'upload_waiting' });
  return body as Schemas['Asset'];
}
