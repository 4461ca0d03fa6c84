/** The image tab on a studio that draws. */
import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { routes } from '@/app/routes';
import type { Schemas } from '@/services/api';
import { job } from './fixtures';
import { renderRoutes } from './render';
import { at, server } from './server';

type Job = Schemas['Job'];
type Fields = Record<string, unknown>;

/** A studio that draws: notes what it is asked for, and has these jobs. */
export function drawingStudio(jobs: Job[] = []) {
  const studio = { asked: [] as Fields[], headers: [] as Headers[], jobs };
  server.use(
    http.post(at('/generate-image'), async ({ request }) => {
      const fields = (await request.json()) as Fields;
      studio.asked.push(fields);
      studio.headers.push(request.headers);
      const id = `img_new_${studio.asked.length}`;
      const made = job({ id, status: 'queued', stage: 'queued', progress: 0, position: 2, params: fields });
      studio.jobs = [made, ...studio.jobs];
      return HttpResponse.json({ job: made }, { status: 202 });
    }),
    http.get(at('/api/jobs'), ({ request }) => {
      const active = new URL(request.url).searchParams.get('active') === 'true';
      const running = ({ status }: Job) => status === 'queued' || status === 'processing';
      const items = studio.jobs.filter((one) => !active || running(one));
      return HttpResponse.json({ items, next_cursor: null, paused: false });
    }),
    http.post(at('/api/jobs/:id/retry'), ({ params }) => {
      studio.asked.push({ retried: params.id });
      return HttpResponse.json({ job: job({ id: 'img_again', retried_from: String(params.id) }) }, { status: 202 });
    }),
  );
  return studio;
}

export async function openCreator(path = '/create') {
  const page = renderRoutes(routes, path);
  // The first test also loads the page's own file.
  const prompt = await screen.findByRole('textbox', { name: 'Qué quieres ver' }, { timeout: 8000 });
  return { ...page, prompt };
}
