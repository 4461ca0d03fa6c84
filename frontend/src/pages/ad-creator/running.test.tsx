import { act, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { usePromptHistory } from '@/features/image/store/prompt-history';
import { keys } from '@/services/query-client';
import { drawingStudio, openCreator } from '@/testing/creator';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, job, jobEvent } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';
import { studioSocket } from '@/testing/socket';

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  usePromptHistory.setState({ prompts: [] });
});

const sheet = () => within(screen.getByRole('list', { name: 'Hoja de pruebas' }));
const generate = () => screen.getByRole('button', { name: /^Generar/ });

describe('running', () => {
  it('UX-22 the frames are there before the studio has answered, then the place in the queue', async () => {
    drawingStudio();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.use(http.post(at('/generate-image'), async () => void (await held)));
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    await user.click(screen.getByRole('radio', { name: '2' }));
    await user.click(generate());
    expect(sheet().getByText('Enviando al estudio')).toBeVisible();
    expect(sheet().getAllByRole('listitem')).toHaveLength(2);
    answer();
    expect(await sheet().findByText('En cola, puesto 2')).toBeVisible();
    expect(sheet().getAllByRole('listitem')).toHaveLength(2);
  });

  it('asks for the answer at once, with a key that makes a repeated click one job', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    await user.dblClick(generate());
    await waitFor(() => expect(studio.headers).toHaveLength(1));
    expect(studio.headers[0]?.get('prefer')).toBe('respond-async');
    expect(studio.headers[0]?.get('idempotency-key')).toMatch(/^[\w-]{36}$/);
  });

  it('UX-23 UX-24 shows stage, step, time left and the unfinished picture', async () => {
    drawingStudio([job({ id: 'img_1', stage: 'loading', progress: 5, step: null, eta_s: null, seq: 1 })]);
    await openCreator();
    const line = await sheet().findByRole('progressbar', { name: /^En marcha: una hamburguesa/ });
    expect(line).not.toHaveAttribute('aria-valuenow');
    expect(line).toHaveAttribute('aria-valuetext', 'Cargando el modelo');
    await act(async () => {
      studioSocket().says('job_update', jobEvent({ id: 'img_1', seq: 9 }));
      studioSocket().says('job_preview', { id: 'img_1', seq: 9 }, new ArrayBuffer(4));
    });
    await waitFor(() => expect(line).toHaveAttribute('aria-valuetext', 'Dibujando · Paso 8/20 · quedan 12 s'));
    expect(line).toHaveAttribute('aria-valuenow', '40');
    expect(sheet().getByRole('img', { name: /^Vista previa de «una hamburguesa/ })).toHaveAttribute(
      'src',
      expect.stringMatching(/^blob:/),
    );
  });

  it('UX-26 a job that was running is picked up after a reload', async () => {
    drawingStudio([job({ id: 'img_1', params: { prompt: 'un pez', width: 256, height: 256, num_outputs: 3 } })]);
    await openCreator();
    expect(await sheet().findByRole('progressbar', { name: 'En marcha: un pez' })).toBeInTheDocument();
    expect(sheet().getByText('Variación 3 de 3')).toBeVisible();
  });

  it('without a socket the pictures of a job that ended are still fetched', async () => {
    const library = fakeLibrary();
    const studio = drawingStudio([job({ id: 'img_1' })]);
    const { queryClient } = await openCreator();
    await sheet().findByRole('progressbar');
    library.assets = [asset({ id: 'img_1_0', prompt: 'un pez' })];
    studio.jobs = [job({ id: 'img_1', status: 'completed', seq: 9 })];
    await act(() => queryClient.invalidateQueries({ queryKey: keys.jobs }));
    expect(await screen.findByRole('button', { name: 'Abrir: un pez' })).toBeVisible();
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('variations that are done stand where they were announced', async () => {
    fakeLibrary({ id: 'img_1_0', job_id: 'img_1', prompt: 'un pez' }, { id: 'img_0_0', job_id: 'img_0' });
    drawingStudio([job({ id: 'img_1', params: { prompt: 'un pez', width: 256, height: 256, num_outputs: 2 } })]);
    await openCreator();
    await sheet().findByRole('progressbar');
    const places = sheet().getAllByRole('listitem');
    expect(places).toHaveLength(3);
    expect(within(places[0] as HTMLElement).getByRole('button', { name: 'Abrir: un pez' })).toBeVisible();
    expect(within(places[1] as HTMLElement).getByRole('progressbar')).toBeVisible();
  });

  it('a request that the studio refuses says why, and the same is sent again with the same key', async () => {
    const studio = drawingStudio();
    const keys: (string | null)[] = [];
    server.use(
      http.post(
        at('/generate-image'),
        ({ request }) => {
          keys.push(request.headers.get('idempotency-key'));
          return failure(503, 'queue_full');
        },
        { once: true },
      ),
    );
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro{Control>}{Enter}{/Control}');
    const problem = await screen.findByText(/La cola está llena/);
    expect(problem).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(studio.headers).toHaveLength(1));
    expect(studio.headers[0]?.get('idempotency-key')).toBe(keys[0]);
  });
});

describe('UX-28 a failed job', () => {
  const failed = (code: string) =>
    job({
      id: 'img_bad',
      status: 'failed',
      finished_at: new Date().toISOString(),
      params: {
        prompt: 'un pez',
        width: 256,
        height: 256,
        num_outputs: 2,
        seed: 9,
        guidance_scale: 4,
        model: 'starter',
      },
      error: { code, message: 'raw', type: 'server_error', hint: '', param: null, request_id: '', job_id: null },
    });
  const card = async () => within(await screen.findByRole('article', { name: 'No ha salido: un pez' }));

  it('says out of memory plainly and offers the same smaller', async () => {
    const studio = drawingStudio([failed('gpu_out_of_memory')]);
    const { user } = await openCreator();
    const it = await card();
    expect(it.getByText('No ha habido memoria suficiente.')).toBeVisible();
    await user.click(it.getByRole('button', { name: 'Reintentar a 184 × 184' }));
    await waitFor(() =>
      expect(studio.asked).toEqual([
        {
          prompt: 'un pez',
          width: 184,
          height: 184,
          num_outputs: 2,
          seed: 9,
          guidance_scale: 4,
          model: 'starter',
          include_base64: false,
        },
      ]),
    );
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
  });

  it('has its own text for a missing model, and retries with the same settings', async () => {
    const studio = drawingStudio([failed('model_not_installed')]);
    const { user } = await openCreator();
    const it = await card();
    expect(it.getByText('El modelo no está instalado.')).toBeVisible();
    await user.click(it.getByRole('button', { name: 'Reintentar igual' }));
    await waitFor(() => expect(studio.asked).toEqual([{ retried: 'img_bad' }]));
  });

  it('stays until it is closed', async () => {
    drawingStudio([failed('worker_died')]);
    const { user } = await openCreator();
    await user.click((await card()).getByRole('button', { name: 'Quitar' }));
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
  });
});
