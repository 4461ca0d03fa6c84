/** A studio that keeps assets: lists, changes, deletes, restores, exports and takes uploads as the real one does. */
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/services/api';
import { asset } from './fixtures';
import { at, failure, server } from './server';

type Asset = Schemas['Asset'];

interface FakeLibrary {
  assets: Asset[];
  /** Ids deleted and not restored. */
  deleted: Asset[];
  /** `PATCH /api/assets/a {"favorite":true}`, in order; listings are not noted. */
  asked: string[];
  /** Queries of the listings, in order. */
  listed: URLSearchParams[];
}

/** Assets newest first. Their ids, prompts and the rest as given. */
export function fakeLibrary(...assets: Partial<Asset>[]): FakeLibrary {
  const library: FakeLibrary = { assets: assets.map((one) => asset(one)), deleted: [], asked: [], listed: [] };
  const note = async (request: Request) => {
    const body = await request.clone().text();
    library.asked.push(`${request.method} ${new URL(request.url).pathname} ${body}`.trim());
  };
  server.use(
    http.get(at('/api/assets'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      library.listed.push(query);
      return HttpResponse.json(page(library.assets, query));
    }),
    http.get(at('/api/assets/:id'), ({ params }) => {
      const found = library.assets.find(({ id }) => id === params.id);
      return found ? HttpResponse.json(found) : failure(404, 'not_found');
    }),
    http.patch(at('/api/assets/:id'), async ({ params, request }) => {
      await note(request);
      const change = (await request.json()) as Partial<Asset>;
      library.assets = library.assets.map((one) => (one.id === params.id ? { ...one, ...change } : one));
      return HttpResponse.json(library.assets.find(({ id }) => id === params.id));
    }),
    http.post(at('/api/assets/delete'), async ({ request }) => {
      await note(request);
      const { ids } = (await request.json()) as { ids: string[] };
      library.deleted = library.assets.filter(({ id }) => ids.includes(id));
      library.assets = library.assets.filter(({ id }) => !ids.includes(id));
      return HttpResponse.json({ deleted: ids, missing: [], restorable_until: '2026-11-20T10:10:00Z' });
    }),
    http.post(at('/api/assets/:id/restore'), async ({ params, request }) => {
      await note(request);
      const back = library.deleted.filter(({ id }) => id === params.id);
      library.assets = [...back, ...library.assets];
      return HttpResponse.json(back[0]);
    }),
    http.post(at('/api/assets/export'), async ({ request }) => {
      await note(request);
      return HttpResponse.arrayBuffer(new ArrayBuffer(8), { headers: { 'Content-Type': 'application/zip' } });
    }),
  );
  return library;
}

function page(all: Asset[], query: URLSearchParams): Schemas['AssetList'] {
  const words = query.get('q')?.toLowerCase() ?? '';
  const found = all
    .filter((one) => `${one.prompt} ${one.name} ${one.tags.join(' ')}`.toLowerCase().includes(words))
    .filter((one) => !query.get('type') || one.type === query.get('type'))
    .filter((one) => query.get('favorite') !== 'true' || one.favorite);
  if (query.get('sort') === 'oldest') found.reverse();
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: found.slice(start, end),
    next_cursor: end < found.length ? String(end) : null,
    total: found.length,
  };
}
