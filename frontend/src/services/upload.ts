/** Sends files as forms. `XMLHttpRequest`, because `fetch` tells nothing about how far an upload is. */
import { studioHeaders, unanswered } from './api';
import { getBaseUrl } from './backend-url';
import { ApiError, BackendUnreachable, type ErrorBody } from './errors';

export interface UploadOptions {
  /** Beside those of every request. */
  headers?: Record<string, string> | undefined;
  /** 0 to 1 while the bytes travel; 1 means the studio is checking the file. */
  onProgress?: ((sent: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface UploadAnswer {
  /** Of a success: 201, or 202 when the studio checks the file later. */
  status: number;
  body: unknown;
}

/** One file, in the field `file`. Raises what `sendForm` raises. */
export function uploadFile(path: string, file: File, options: UploadOptions): Promise<UploadAnswer> {
  const body = new FormData();
  body.append('file', file, file.name);
  return sendForm(path, body, options);
}

/** Raises ApiError with the studio's reason, BackendUnreachable, or an AbortError after a cancel. */
export function sendForm(path: string, body: FormData, options: UploadOptions = {}): Promise<UploadAnswer> {
  const { onProgress, signal, headers } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new DOMException('cancelled', 'AbortError'));
    const request = new XMLHttpRequest();
    request.open('POST', getBaseUrl() + path);
    for (const [name, value] of Object.entries({ ...studioHeaders(), ...headers }))
      request.setRequestHeader(name, value);
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.upload.onload = () => onProgress?.(1);
    request.onload = () => settle(request, resolve, reject);
    request.onerror = () => reject(unanswered(new TypeError('upload failed')));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function settle(request: XMLHttpRequest, resolve: (answer: UploadAnswer) => void, reject: (error: Error) => void) {
  const body = parse(request.responseText);
  if (body === null) reject(new BackendUnreachable('wrong_url'));
  else if (request.status >= 200 && request.status < 300) resolve({ status: request.status, body });
  else reject(new ApiError(request.status, (body as { error?: Partial<ErrorBody> }).error ?? {}));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
