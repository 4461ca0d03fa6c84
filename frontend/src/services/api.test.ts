import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { at, failure, server } from '@/testing/server';
import { api, take } from './api';
import { useApiKey, useBackendUrl } from './backend-url';
import { useConnection } from './connection';
import { ApiError, BackendUnreachable, errorDetail } from './errors';

const listAssets = () => take(api().GET('/api/assets', { params: { query: { limit: 8 } } }));
const answer = (response: () => Response | Promise<Response>) => server.use(http.get(at('/api/assets'), response));
const page = { items: [], next_cursor: null, total: 0 };

describe('a request to the studio', () => {
  it('gives the body and marks the connection as online', async () => {
    expect(await listAssets()).toEqual(page);
    expect(useConnection.getState().state).toBe('online');
  });

  it('carries the header that skips the page of a tunnel, and the language', async () => {
    let seen = new Headers();
    server.use(
      http.get(at('/api/assets'), ({ request }) => {
        seen = request.headers;
        return HttpResponse.json(page);
      }),
    );
    await listAssets();
    expect(seen.get('ngrok-skip-browser-warning')).toBe('1');
    expect(seen.get('accept-language')).toBe('es');
    expect(seen.has('authorization')).toBe(false);
  });

  it('raises the error of the envelope with what a bug report needs', async () => {
    answer(() => failure(422, 'invalid_value', 'limit: at most 200', { param: 'limit' }));
    const error = await listAssets().catch((reason) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 422, code: 'invalid_value', param: 'limit', requestId: 'req_1' });
    expect(errorDetail(error)).toContain('request: req_1');
    expect(useConnection.getState().state).toBe('online');
  });

  it.each([
    ['nothing answers', () => HttpResponse.error(), 'offline'],
    ['a web page answers', () => HttpResponse.html('<h1>hello</h1>'), 'wrong_url'],
    [
      'the tunnel says that its end is gone',
      () => HttpResponse.html('<h1>offline</h1>', { status: 404, headers: { 'ngrok-error-code': 'ERR_NGROK_3200' } }),
      'asleep',
    ],
    ['a gateway has nobody behind it', () => new HttpResponse('bad gateway', { status: 502 }), 'asleep'],
  ] as const)('when %s it is unreachable, and the page knows why', async (_case, response, reason) => {
    answer(response);
    const error = await listAssets().catch((caught) => caught);
    expect(error).toBeInstanceOf(BackendUnreachable);
    expect(error.code).toBe(reason);
    expect(useConnection.getState().state).toBe(reason);
  });

  it('that is busy (503 with the envelope) is no lost connection', async () => {
    answer(() => failure(503, 'queue_full'));
    await expect(listAssets()).rejects.toMatchObject({ code: 'queue_full' });
    expect(useConnection.getState().state).toBe('online');
  });

  it('that wants a key locks the page', async () => {
    answer(() => failure(401, 'invalid_api_key'));
    await expect(listAssets()).rejects.toMatchObject({ status: 401 });
    expect(useConnection.getState().locked).toBe(true);
  });

  it('goes to another studio, with a body, as soon as the address changes', async () => {
    await listAssets();
    useBackendUrl.getState().set('https://other.test/studio');
    let body: unknown;
    server.use(
      http.post('https://other.test/studio/gpu/unload', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json({ unloaded: [], freed_bytes: 0 });
      }),
    );
    await take(api().POST('/gpu/unload', { body: { model: 'starter' } }));
    expect(body).toEqual({ model: 'starter' });
  });

  it('never sends a key to another studio than the one it was given for', async () => {
    useApiKey.getState().set('https://other.test', 'secret');
    const seen: (string | null)[] = [];
    const note = ({ request }: { request: Request }) => {
      seen.push(request.headers.get('authorization'));
      return HttpResponse.json(page);
    };
    server.use(http.get(at('/api/assets'), note), http.get('https://other.test/api/assets', note));
    await listAssets();
    useBackendUrl.getState().set('https://other.test');
    await listAssets();
    expect(seen).toEqual([null, 'Bearer secret']);
  });
});
