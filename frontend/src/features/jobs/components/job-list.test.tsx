import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { Toasts } from '@/components/ui/toasts';
import { setLanguage } from '@/i18n';
import type { Schemas } from '@/services/api';
import { job } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { JobList } from './job-list';

type Job = Schemas['Job'];

/** A studio with these jobs; what the page asks it to do is noted. */
function studio(jobs: Job[], paused = false) {
  const asked: string[] = [];
  const state = { jobs, paused };
  const note = (request: Request) => asked.push(`${request.method} ${new URL(request.url).pathname}`);
  const change = (id: unknown, over: Partial<Job>): Job => {
    state.jobs = state.jobs.map((one) => (one.id === id ? { ...one, seq: one.seq + 1, ...over } : one));
    return state.jobs.find((one) => one.id === id) as Job;
  };
  server.use(
    http.get(at('/api/jobs'), ({ request }) => {
      const active = new URL(request.url).searchParams.get('active') === 'true';
      const items = state.jobs.filter(({ status }) => !active || status === 'queued' || status === 'processing');
      return HttpResponse.json({ items: items.toReversed(), next_cursor: null, paused: state.paused });
    }),
    http.post(at('/api/jobs/:id/cancel'), ({ params, request }) => {
      note(request);
      return HttpResponse.json(change(params.id, { cancelling: true }));
    }),
    http.post(at('/api/jobs/:id/retry'), ({ params, request }) => {
      note(request);
      const again = job({ id: 'img_9', retried_from: String(params.id), status: 'queued', position: 1, progress: 0 });
      state.jobs = [...state.jobs, again];
      return HttpResponse.json({ job: again }, { status: 202 });
    }),
    http.post(at('/api/queue/:what'), ({ params, request }) => {
      note(request);
      state.paused = params.what === 'pause';
      return HttpResponse.json({ paused: state.paused, queued: 1, processing: 0 });
    }),
  );
  return { asked, state };
}

const row = async (name: string) => {
  const title = await screen.findByText(name);
  return within(title.closest('li') as HTMLElement);
};
const failed = (code: string, over: Partial<Job> = {}) =>
  job({
    status: 'failed',
    finished_at: new Date().toISOString(),
    params: { prompt: 'un perfume', width: 1024, height: 1024, seed: 7, num_inference_steps: 25 },
    error: {
      message: 'English detail',
      type: 'server_error',
      code,
      param: null,
      hint: '',
      request_id: '',
      job_id: null,
    },
    ...over,
  });

it('presenters and spoken lines are called by what they are, and a video says its format', async () => {
  studio([
    job({ id: 'ava_1', kind: 'avatar', status: 'processing', params: { name: 'Eileen' } }),
    job({ id: 'aud_1', kind: 'speech', status: 'processing', params: { text: 'Hola a todos. [pause 300ms]' } }),
    job({ id: 'vid_1', kind: 'video', params: { title: 'Pan', aspect: '4:5' } }),
  ]);
  renderApp(<JobList />);
  expect(await screen.findByText('Avatar: Eileen')).toBeVisible();
  expect(screen.getByText('Hola a todos.')).toBeVisible();
  expect(screen.getByText('4:5 · Dibujando')).toBeVisible();
});

describe('a running job', () => {
  it('tells stage, step, percent and time left (UX-23)', async () => {
    studio([job()]);
    renderApp(<JobList />);
    const it = await row('una hamburguesa sobre fondo amarillo');
    expect(it.getByText('Dibujando')).toBeVisible();
    expect(it.getByText('40 %')).toBeVisible();
    expect(it.getByText('Paso 8/20 · quedan 12 s')).toBeVisible();
    expect(it.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Dibujando · Paso 8/20 · quedan 12 s');
  });

  it('has no percent while the model loads', async () => {
    studio([job({ stage: 'loading', progress: 3, step: null, steps: null, eta_s: null })]);
    renderApp(<JobList />);
    expect(await screen.findByText('Cargando el modelo')).toBeVisible();
    expect(screen.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');
  });

  it('is cancelled at once while little is done, and says so until it is confirmed (UX-25)', async () => {
    const { asked } = studio([job({ progress: 40 })]);
    const { user } = renderApp(<JobList />);
    await user.click(await screen.findByRole('button', { name: /^Cancelar: una hamburguesa/ }));
    expect(await screen.findByText('Cancelando')).toBeVisible();
    expect(asked).toEqual(['POST /api/jobs/img_1/cancel']);
    expect(screen.getByRole('button', { name: /^Cancelar: / })).toBeDisabled();
  });

  it('past half is cancelled only after a question (UX-25)', async () => {
    const { asked } = studio([job({ progress: 72 })]);
    const { user } = renderApp(<JobList />);
    await user.click(await screen.findByRole('button', { name: /^Cancelar: / }));
    const dialog = await screen.findByRole('dialog', { name: '¿Cancelar este trabajo?' });
    expect(dialog).toHaveTextContent('Va por el 72 %');
    await user.click(within(dialog).getByRole('button', { name: 'Dejar que siga' }));
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Cancelar: / }));
    await user.click(await screen.findByRole('button', { name: 'Cancelar el trabajo' }));
    await waitFor(() => expect(asked).toEqual(['POST /api/jobs/img_1/cancel']));
  });
});

describe('queued jobs (UX-27)', () => {
  it('stand in the order in which they will run, with their place', async () => {
    const wait = (id: string, position: number) =>
      job({ id, status: 'queued', stage: 'queued', progress: 0, position, params: { prompt: id } });
    studio([wait('tercera', 2), wait('segunda', 1), job({ id: 'primera', params: { prompt: 'primera' } })]);
    renderApp(<JobList />);
    await screen.findByText('primera');
    const names = screen.getAllByRole('listitem').map((item) => item.querySelector('p')?.textContent);
    expect(names).toEqual(['primera', 'segunda', 'tercera']);
    expect((await row('segunda')).getByText('En cola, es el siguiente')).toBeVisible();
    expect((await row('tercera')).getByText('En cola, puesto 2')).toBeVisible();
  });

  it('can be held back and let go', async () => {
    const { asked } = studio([job({ status: 'queued', progress: 0, position: 1 })]);
    const { user } = renderApp(<JobList />);
    await user.click(await screen.findByRole('button', { name: 'Pausar la cola' }));
    expect(await screen.findByText('La cola está en pausa')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reanudar' }));
    await screen.findByRole('button', { name: 'Pausar la cola' });
    expect(asked).toEqual(['POST /api/queue/pause', 'POST /api/queue/resume']);
  });
});

describe('a failed job (UX-28)', () => {
  it.each([
    ['gpu_out_of_memory', 'No ha habido memoria suficiente.', 'There was not enough memory.'],
    ['model_not_installed', 'El modelo no está instalado.', 'The model is not installed.'],
    ['interrupted', 'El estudio se detuvo a mitad del trabajo.', 'The studio stopped in the middle of the job.'],
  ])('%s says the reason in the page’s language', async (code, es, en) => {
    studio([failed(code)]);
    renderApp(<JobList />);
    expect(await screen.findByText(es)).toBeVisible();
    act(() => setLanguage('en'));
    expect(await screen.findByText(en)).toBeVisible();
  });

  it('of a kind this page does not know says what the studio said', async () => {
    studio([failed('from_the_future')]);
    renderApp(<JobList />);
    expect(await screen.findByText('English detail')).toBeVisible();
  });

  it('is run again with the same settings, and its place is taken by the new one', async () => {
    const { asked } = studio([failed('interrupted')]);
    const { user } = renderApp(
      <>
        <JobList />
        <Toasts />
      </>,
    );
    await user.click(await screen.findByRole('button', { name: 'Reintentar: un perfume' }));
    expect(await screen.findByText('En cola, es el siguiente')).toBeVisible();
    expect(screen.queryByText('un perfume')).not.toBeInTheDocument();
    expect(asked).toEqual(['POST /api/jobs/img_1/retry']);
    expect(screen.getByText('En cola otra vez')).toBeVisible();
  });

  it('for want of memory is run again smaller', async () => {
    studio([failed('gpu_out_of_memory')]);
    let body: unknown;
    server.use(
      http.post(at('/generate-image'), async ({ request }) => {
        body = await request.json();
        expect(request.headers.get('prefer')).toBe('respond-async');
        return HttpResponse.json({ job: job({ id: 'img_9', status: 'queued', position: 1 }) }, { status: 202 });
      }),
    );
    const { user } = renderApp(<JobList />);
    await user.click(await screen.findByRole('button', { name: 'Reintentar más pequeña: un perfume' }));
    await waitFor(() =>
      expect(body).toEqual({
        prompt: 'un perfume',
        seed: 7,
        num_inference_steps: 25,
        width: 768,
        height: 768,
        include_base64: false,
      }),
    );
  });

  it('stays until it is closed, over a reload too', async () => {
    studio([failed('interrupted')]);
    const first = renderApp(<JobList />);
    await first.user.click(await screen.findByRole('button', { name: 'Quitar de la lista: un perfume' }));
    expect(screen.queryByText('un perfume')).not.toBeInTheDocument();
    first.unmount();
    renderApp(<JobList />);
    expect(await screen.findByText('Nada en marcha')).toBeVisible();
    expect(localStorage.getItem('enfoads.tray')).toContain('img_1');
  });

  it('whose retry is refused says why', async () => {
    studio([failed('interrupted')]);
    server.use(http.post(at('/api/jobs/:id/retry'), () => failure(503, 'queue_full')));
    const { user } = renderApp(
      <>
        <JobList />
        <Toasts />
      </>,
    );
    await user.click(await screen.findByRole('button', { name: 'Reintentar: un perfume' }));
    expect(await screen.findByText('La cola está llena.')).toBeVisible();
  });
});
