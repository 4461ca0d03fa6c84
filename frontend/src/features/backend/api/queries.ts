/** What the studio says about itself. */
import { queryOptions } from '@tanstack/react-query';
import { api, failureOf, type Schemas, studioHeaders, take, unreachable } from '@/services/api';
import { getBaseUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { BackendUnreachable } from '@/services/errors';
import { keys } from '@/services/query-client';

export type Health = Schemas['Health'];

const isHealth = (body: unknown): body is Health =>
  typeof body === 'object' && body !== null && 'status' in body && 'version' in body && 'checks' in body;

/**
 * Health of the studio at an address. A studio that is not well answers 503 with the same body: it was reached.
 * Raises BackendUnreachable; `wrong_url` also for JSON of something else.
 */
export async function readHealth(base: string, signal?: AbortSignal): Promise<Health> {
  const response = await fetch(`${base}/health`, { headers: studioHeaders(base), signal: signal ?? null }).catch(
    (error) => {
      throw unreachable(error, base);
    },
  );
  const error = await failureOf(response);
  if (error instanceof BackendUnreachable) throw error;
  const body: unknown = await response.json().catch(() => null);
  if (!isHealth(body)) throw new BackendUnreachable('wrong_url');
  return body;
}

export const health = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }) => {
    const { report } = useConnection.getState();
    try {
      const body = await readHealth(getBaseUrl(), signal);
      report('online');
      return body;
    } catch (error) {
      if (error instanceof BackendUnreachable) report(error.code);
      throw error;
    }
  },
  retry: false,
  staleTime: 0,
});

export const gpuStatus = queryOptions({
  queryKey: keys.gpu,
  queryFn: ({ signal }) => take(api().GET('/gpu-status', { signal })),
});

export const models = queryOptions({
  queryKey: keys.models,
  queryFn: async ({ signal }) => (await take(api().GET('/api/models', { signal }))).items,
});

export const publicSettings = queryOptions({
  queryKey: keys.settings,
  queryFn: ({ signal }) => take(api().GET('/api/settings', { signal })),
  staleTime: 5 * 60_000,
});
