/** Sends one file to the library. `XMLHttpRequest`, because `fetch` tells nothing about how far an upload is. */
import { type Schemas, studioHeaders, unanswered } from '@/services/api';
import { getBaseUrl } from '@/services/backend-url';
import { ApiError, BackendUnreachable, type ErrorBody } from '@/services/errors';

interface Options {
  /** 0 to 1 while the bytes travel; 1 means the studio is checking the picture. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/** Raises ApiError with the studio's reason, BackendUnreachable, or an AbortError after a cancel. */
export function uploadAsset(file: File, { onProgress, signal }: Options): Promise<Schemas['Asset']> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', `${getBaseUrl()}/api/assets`);
    for (const [name, value] of Object.entries(studioHeaders())) request.setRequestHeader(name, value);
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onload = () => settle(request, resolve, reject);
    request.onerror = () => reject(unanswered(new TypeError('upload failed')));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function settle(request: XMLHttpRequest, resolve: (asset: Schemas['Asset']) => void, reject: (error: Error) => void) {
  const answer = parse(request.responseText);
  if (request.status === 201) resolve(answer as Schemas['Asset']);
  // 202: the studio is busy and checks the picture later; the event says when it is there.
  else if (request.status === 202) reject(new ApiError(202, { code: 'upload_waiting' }));
  else if (answer === null) reject(new BackendUnreachable('wrong_url'));
  else reject(new ApiError(request.status, (answer as { error?: Partial<ErrorBody> }).error ?? {}));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
