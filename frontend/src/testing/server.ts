/**
 * The studio of the tests: answers what an idle, healthy studio would. A test replaces what it is about:
 *
 *   server.use(http.get(at('/api/assets'), () => HttpResponse.json({ items: [asset()], next_cursor: null, total: 1 })));
 *
 * A request that nobody answers fails the test.
 */
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { asset, gpu, health, job, model, publicSettings } from './fixtures';

/** Address of a path at the test's studio, which is the page's own origin. */
export const at = (path: string) => `http://studio.test${path}`;

/** An error as the studio sends it. */
export const failure = (status: number, code: string, message = code, more: object = {}) =>
  HttpResponse.json(
    { error: { message, type: 'server_error', code, hint: '', request_id: 'req_1', param: null, ...more } },
    { status },
  );

export const server = setupServer(
  http.get(at('/health'), () => HttpResponse.json(health())),
  http.get(at('/gpu-status'), () => HttpResponse.json(gpu())),
  http.get(at('/api/settings'), () => HttpResponse.json(publicSettings())),
  http.get(at('/api/models'), () => HttpResponse.json({ items: [model()] })),
  http.get(at('/api/assets'), () => HttpResponse.json({ items: [], next_cursor: null, total: 0 })),
  http.get(at('/api/assets/:id'), ({ params }) => HttpResponse.json(asset({ id: String(params.id) }))),
  http.get(at('/api/brands'), () => HttpResponse.json({ items: [] })),
  http.get(at('/api/loras'), () => HttpResponse.json({ items: [] })),
  http.get(at('/styles'), () => HttpResponse.json({ items: [] })),
  http.get(at('/api/jobs'), () => HttpResponse.json({ items: [], next_cursor: null, paused: false })),
  http.get(at('/api/jobs/:id'), ({ params }) => HttpResponse.json(job({ id: String(params.id) }))),
);
