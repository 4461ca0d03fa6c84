/**
 * The typed client of the studio. `api()` follows the backend URL; `take` unwraps an answer.
 *
 *   const page = await take(api().GET('/api/assets', { params: { query: { limit: 8 } } }));
 *
 * Every failure is an `ApiError` or a `BackendUnreachable`.
 */
import createClient, { type Middleware } from 'openapi-fetch';
import { i18next } from '@/i18n';
import { getApiKey, getBaseUrl } from './backend-url';
import { useConnection } from './connection';
import { ApiError, BackendUnreachable, type ErrorBody, type UnreachableReason } from './errors';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** Headers every request carries; the first skips the tunnel's page for browsers. */
export function studioHeaders(base = getBaseUrl()): Record<string, string> {
  const key = getApiKey(base);
  return {
    'ngrok-skip-browser-warning': '1',
    'Accept-Language': i18next.language,
    ...(key ? { Authorization: `Bearer ${key}` } : {}),
  };
}

/** What stands at the address when the answer is not a studio's, or null when it is. */
function strangeness(response: Response): UnreachableReason | null {
  const type = response.headers.get('content-type') ?? '';
  const gateway = response.status >= 502 && response.status <= 504;
  if (response.headers.has('ngrok-error-code')) return 'asleep';
  if (type.includes('json')) return null;
  if (gateway) return 'asleep';
  return type.includes('text/html') ? 'wrong_url' : null;
}

/** The error an answer means, or null when it is a success. */
export async function failureOf(response: Response): Promise<ApiError | BackendUnreachable | null> {
  const strange = strangeness(response);
  if (strange) return new BackendUnreachable(strange);
  if (response.ok || response.status === 304) return null;
  const read = response.clone().json() as Promise<{ error?: Partial<ErrorBody> }>;
  const body = await read.catch(() => null);
  return new ApiError(response.status, body?.error ?? {});
}

/** Throws when an answer is a failure, and notes what it says about the connection. */
export async function check(response: Response): Promise<void> {
  const error = await failureOf(response);
  const connection = useConnection.getState();
  connection.report(error instanceof BackendUnreachable ? error.code : 'online');
  if (error instanceof ApiError && error.status === 401) connection.setLocked(true);
  if (error) throw error;
}

/** The error of a request that never got an answer; an aborted one stays what it is. */
export function unreachable(error: unknown, base = getBaseUrl()): Error {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const here = /^https?:\/\/(localhost|127\.|\[::1\])/.test(base);
  return new BackendUnreachable(navigator.onLine === false && !here ? 'no_internet' : 'offline', error);
}

/** The same, and notes it. */
export function unanswered(error: unknown): Error {
  const known = unreachable(error);
  if (known instanceof BackendUnreachable) useConnection.getState().report(known.code);
  return known;
}

const errors: Middleware = {
  onRequest: ({ request }) => {
    for (const [name, value] of Object.entries(studioHeaders())) request.headers.set(name, value);
    return request;
  },
  onResponse: async ({ response }) => {
    await check(response);
  },
  onError: ({ error }) => unanswered(error),
};

const make = (baseUrl: string) => {
  // The global fetch is looked up at each call, so that a test's server is never bypassed.
  const client = createClient<paths>({ baseUrl, fetch: (request) => globalThis.fetch(request) });
  client.use(errors);
  return client;
};

let cached: { base: string; client: ReturnType<typeof make> } | undefined;

export function api(): ReturnType<typeof make> {
  const base = getBaseUrl();
  if (cached?.base !== base) cached = { base, client: make(base) };
  return cached.client;
}

/** The body of a successful answer. */
export async function take<D>(answer: Promise<{ data?: D }>): Promise<D> {
  return (await answer).data as D;
}
