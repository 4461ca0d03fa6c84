/** Picture files a person brings: what the studio takes, checked before anything is sent. */

export const ACCEPTED = { 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/webp': ['.webp'] };

/** Until the studio has said its own limit. Bytes. */
export const USUAL_LIMIT = 50 * 2 ** 20;

export type FileProblem = 'type' | 'empty' | 'size';

export function fileProblem(file: File, maxBytes: number, accepted: object = ACCEPTED): FileProblem | null {
  if (!(file.type in accepted)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > maxBytes ? 'size' : null;
}
