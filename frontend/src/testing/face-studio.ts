/** A studio that finds faces and swaps them, and the page in front of it. */
import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { routes } from '@/app/routes';
import type { Schemas } from '@/services/api';
import { job } from './fixtures';
import { renderRoutes } from './render';
import { at, server } from './server';

type Face = Schemas['DetectedFace'];

const point: [number, number] = [0, 0];
export const face = (over: Partial<Face> = {}): Face => ({
  index: 0,
  box: [40, 20, 140, 150],
  landmarks: { left_eye: point, right_eye: point, nose: point, mouth_left: point, mouth_right: point },
  pose: { yaw: 2, pitch: 1, roll: 0 },
  quality: 0.9,
  weaknesses: [],
  messages: [],
  thumbnail: 'data:image/webp;base64,AAAA',
  ...over,
});

/** A field of a form as it was sent. */
export const field = (body: string, name: string): string | undefined =>
  new RegExp(`name="${name}"\r\n\r\n([^\r]*)`).exec(body)?.[1];

/** A studio that finds these faces by file name, and notes the swaps it is asked for. */
export function faceStudio(found: Record<string, Face[]>) {
  const studio = { swaps: [] as string[], headers: [] as Headers[], searched: [] as string[], job: job() };
  server.use(
    http.post(at('/faces/detect'), async ({ request }) => {
      const body = await request.text();
      const name = /filename="([^"]+)"/.exec(body)?.[1] ?? field(body, 'image_asset_id') ?? '';
      studio.searched.push(`${name} ${field(body, 'engine')}`);
      const image = { input: `in_${name}`, asset_id: null };
      return HttpResponse.json({ faces: found[name] ?? [], width: 200, height: 160, image, engine: 'mesh' });
    }),
    http.post(at('/face-swap'), async ({ request }) => {
      studio.swaps.push(await request.text());
      studio.headers.push(request.headers);
      studio.job = job({ id: 'swap_1', kind: 'face_swap', status: 'queued', stage: 'queued', progress: 0, params: {} });
      return HttpResponse.json({ job: studio.job }, { status: 202 });
    }),
    http.get(at('/api/jobs/:id'), () => HttpResponse.json(studio.job)),
  );
  return studio;
}

export async function openSwap(path = '/swap') {
  const page = renderRoutes(routes, path);
  await screen.findByRole('heading', { level: 1, name: 'Cambiar caras' }, { timeout: 8000 });
  return page;
}

export const ready = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });
