/** Picture files a person brings: what the studio takes, checked before anything is sent. */

export const ACCEPTED = { 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/webp': ['.webp'] };

export const ACCEPTED_VIDEO = {
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
  'video/x-matroska': ['.mkv'],
};

/** What the library takes. */
export const ACCEPTED_MEDIA = { ...ACCEPTED, ...ACCEPTED_VIDEO };

/** Largest files that the studio takes. Bytes. */
export interface MediaLimits {
  image: number;
  video: number;
}

export const isVideoFile = (file: File): boolean => file.type in ACCEPTED_VIDEO;

/** Until the studio has said its own limit. Bytes. */
export const USUAL_LIMIT = 50 * 2 ** 20;
export const USUAL_VIDEO_LIMIT = 512 * 2 ** 20;

export type FileProblem = 'type' | 'empty' | 'size';

export function fileProblem(file: File, maxBytes: number, accepted: object = ACCEPTED): FileProblem | null {
  if (!(file.type in accepted)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > maxBytes ? 'size' : null;
}
