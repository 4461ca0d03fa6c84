/** Pictures, videos and sounds a person brings: what the studio takes, checked before anything is sent. */

export const ACCEPTED = { 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/webp': ['.webp'] };

export const ACCEPTED_VIDEO = {
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
  'video/x-matroska': ['.mkv'],
};

/** Systems call the same file by several names. */
export const ACCEPTED_AUDIO = {
  'audio/mpeg': ['.mp3'],
  'audio/mp4': ['.m4a'],
  'audio/x-m4a': ['.m4a'],
  'audio/aac': ['.aac'],
  'audio/wav': ['.wav'],
  'audio/x-wav': ['.wav'],
  'audio/vnd.wave': ['.wav'],
  'audio/ogg': ['.ogg', '.oga', '.opus'],
  'audio/opus': ['.opus'],
  'audio/flac': ['.flac'],
  'audio/x-flac': ['.flac'],
  'audio/webm': ['.weba'],
};

/** What the library takes. */
export const ACCEPTED_MEDIA = { ...ACCEPTED, ...ACCEPTED_VIDEO, ...ACCEPTED_AUDIO };

/** Largest files that the studio takes. Bytes. */
export interface MediaLimits {
  image: number;
  video: number;
  audio: number;
}

/** A file's own limit. What is of no kind that is taken counts as a picture. */
export function limitOf(file: File, limits: MediaLimits): number {
  if (plainType(file) in ACCEPTED_VIDEO) return limits.video;
  return plainType(file) in ACCEPTED_AUDIO ? limits.audio : limits.image;
}

/** "audio/webm" of "audio/webm;codecs=opus", as a browser names its own recordings. */
const plainType = (file: File): string => file.type.split(';', 1)[0] ?? '';

/** Until the studio has said its own limit. Bytes. */
export const USUAL_LIMIT = 50 * 2 ** 20;
export const USUAL_VIDEO_LIMIT = 512 * 2 ** 20;
export const USUAL_AUDIO_LIMIT = 200 * 2 ** 20;

export type FileProblem = 'type' | 'empty' | 'size';

export function fileProblem(file: File, maxBytes: number, accepted: object = ACCEPTED): FileProblem | null {
  if (!(plainType(file) in accepted)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > maxBytes ? 'size' : null;
}
