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
export function studioHeaders(): Record<string, string> {
  const key = getApiKey();
  return {
    'ngrok-skip-browser-warning': '1',
    'Accept-Language': i18next.language,
    ...(key ? { Authorization: `Bearer ${key}` } : {}),
  };
}

/** What stands at the address when the answer is not a studio's, or null when it is. */
function strangeness(response: Response): UnreachableReason | null {
  const type = response.headers.get('content-type') ?? '';
  if (response.headers.has('ngrok-error-code')) return 'asleep';
  if (!type.includes('text/html')) return null;
  return response.status >= 502 && response.status <= 504 ? 'asleep' : 'wrong_url';
}

async function failure(response: Response): Promise<ApiError | BackendUnreachable> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const error = (body as { error?: Partial<ErrorBody> } | null)?.error;
  if (error) return new ApiError(response.status, error);
  return response.status >= 502 && response.status <= 504
    ? new BackendUnreachable('asleep')
    : new ApiError(response.status, {});
}

/** Turns an answer that is not a success into the error it means, and notes what it says about the connection. */
export async function check(response: Response): Promise<void> {
  const connection = useConnection.getState();
  const strange = strangeness(response);
  const error = strange ? new BackendUnreachable(strange) : response.ok ? null : await failure(response);
  connection.report(error instanceof BackendUnreachable ? error.code : 'online');
  if (error instanceof ApiError && error.status === 401 && error.code !== 'wrong_key') connection.setLocked(true);
  if (error) throw error;
}

/** The request never got an answer. An aborted one stays what it is. */
export function unanswered(error: unknown): Error {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const reason = navigator.onLine === false && !isLoopback() ? 'no_internet' : 'offline';
  useConnection.getState().report(reason);
  return new BackendUnreachable(reason, error);
}

const isLoopback = () => /^https?:\/\/(localhost|127\.|\[::1\])/.test(getBaseUrl());

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
