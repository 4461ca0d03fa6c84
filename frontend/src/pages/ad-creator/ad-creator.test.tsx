import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { routes } from '@/app/routes';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { usePromptHistory } from '@/features/image/store/prompt-history';
import type { Schemas } from '@/services/api';
import { keys } from '@/services/query-client';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, job, jobEvent, model } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { studioSocket } from '@/testing/socket';

type Job = Schemas['Job'];
type Fields = Record<string, unknown>;

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  usePromptHistory.setState({ prompts: [] });
});

/** A studio that draws: notes what it is asked for, and has these jobs. */
function drawingStudio(jobs: Job[] = []) {
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

async function openCreator(path = '/create') {
  const page = renderRoutes(routes, path);
  // The first test also loads the page's own file.
  const prompt = await screen.findByRole('textbox', { name: 'Qué quieres ver' }, { timeout: 8000 });
  return { ...page, prompt };
}

const sheet = () => within(screen.getByRole('list', { name: 'Hoja de pruebas' }));
const generate = () => screen.getByRole('button', { name: /^Generar/ });

describe('the prompt', () => {
  it('UX-9 Ctrl+Enter generates from the prompt, a number and a list', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro{Control>}{Enter}{/Control}');
    await waitFor(() => expect(studio.asked).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Avanzado' }));
    await user.type(await screen.findByRole('textbox', { name: 'Semilla' }), '7{Control>}{Enter}{/Control}');
    await waitFor(() => expect(studio.asked).toHaveLength(2));
    (await screen.findByRole('combobox', { name: 'Muestreador' })).focus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(studio.asked).toHaveLength(3));
    expect(studio.asked).toEqual([
      { prompt: 'un perro', width: 256, height: 256, num_outputs: 1, include_base64: false },
      { prompt: 'un perro', width: 256, height: 256, num_outputs: 1, seed: 7, include_base64: false },
      { prompt: 'un perro', width: 256, height: 256, num_outputs: 1, seed: 7, include_base64: false },
    ]);
  });

  it('asks for words instead of sending nothing', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.click(generate());
    expect(await screen.findByText('Escribe qué quieres ver.')).toBeVisible();
    expect(prompt).toHaveFocus();
    expect(studio.asked).toEqual([]);
  });

  it('UX-10 ad goals add to what is written and take only that out again', async () => {
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'mi taza');
    const goal = screen.getByRole('button', { name: 'Oferta' });
    await user.click(goal);
    expect(goal).toHaveAttribute('aria-pressed', 'true');
    expect((prompt as HTMLTextAreaElement).value).toMatch(/^mi taza, sobre fondo rojo/);
    await user.click(goal);
    expect(prompt).toHaveValue('mi taza');
  });

  it('UX-10 a goal fills an empty prompt', async () => {
    const { user, prompt } = await openCreator();
    await user.click(screen.getByRole('button', { name: 'Comida' }));
    expect((prompt as HTMLTextAreaElement).value).toMatch(/^una hamburguesa, sobre fondo amarillo/);
  });

  it('UX-11 Alt+↑ and Alt+↓ walk through what was used, and back to what is being written', async () => {
    usePromptHistory.setState({ prompts: ['segundo', 'primero'] });
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'a medias');
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(prompt).toHaveValue('segundo');
    await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
    expect(prompt).toHaveValue('primero');
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    expect(prompt).toHaveValue('a medias');
  });

  it('UX-11 what is generated enters the list, once', async () => {
    drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro{Control>}{Enter}{Enter}{/Control}');
    await user.click(screen.getByRole('button', { name: 'Historial de textos' }));
    expect(await screen.findAllByRole('menuitem', { name: 'un perro' })).toHaveLength(1);
  });

  it('UX-14 the draft is there again after a reload', async () => {
    const first = await openCreator();
    await first.user.type(first.prompt, 'un perro');
    await first.user.click(screen.getByRole('radio', { name: /^Instagram/ }));
    first.unmount();
    await useDraft.persist.rehydrate();
    const { prompt } = await openCreator();
    expect(prompt).toHaveValue('un perro');
    expect(screen.getByRole('radio', { name: /^Instagram/ })).toBeChecked();
  });

  it('takes a prompt from a link, and lets it go from the address', async () => {
    const { prompt, router } = await openCreator('/create?prompt=un%20gato');
    await waitFor(() => expect(prompt).toHaveValue('un gato'));
    expect(router.state.location.search).toBe('');
  });

  it('says when the model reads another language best', async () => {
    const limits = { ...(model().limits as Schemas['ImageLimits']), languages: ['en'] };
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ title_es: 'SDXL', limits })] })));
    await openCreator();
    expect(screen.getByText('SDXL entiende mejor el inglés.')).toBeVisible();
  });
});

describe('the parameters', () => {
  it('UX-16 formats name their platform and the pixels this model makes of them', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    const reels = screen.getByRole('radio', { name: /^Reels.* 9:16 192×344$/ });
    expect(screen.getByRole('radio', { name: /^Feed.* 1:1 256×256$/ })).toBeChecked();
    await user.click(reels);
    await user.type(prompt, 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(studio.asked[0]).toMatchObject({ width: 192, height: 344 }));
  });

  it('UX-17 UX-19 variations and quality are sent', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.click(screen.getByRole('radio', { name: '3' }));
    await user.click(screen.getByRole('radio', { name: /^Alta/ }));
    await user.type(prompt, 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(studio.asked[0]).toMatchObject({ num_outputs: 3, num_inference_steps: 32 }));
  });

  it('UX-19 times come from the jobs this studio finished', async () => {
    const timings = { denoise_s: 10, total_s: 16, load_s: 4 };
    const params = { width: 256, height: 256, num_inference_steps: 20, num_outputs: 1, prompt: 'x' };
    drawingStudio([job({ status: 'completed', params, result: { model: 'starter', cached: false, timings } })]);
    await openCreator();
    expect(await screen.findByRole('radio', { name: 'Borrador 8 s' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'Estándar 12 s' })).toBeInTheDocument();
    expect(generate()).toHaveTextContent('unos 12 s');
  });

  it('UX-19 before the first picture presets say their steps, not an invented time', async () => {
    await openCreator();
    expect(screen.getByRole('radio', { name: 'Estándar 20 pasos' })).toBeInTheDocument();
    expect(generate()).not.toHaveTextContent('unos');
  });

  it('UX-18 the seed is locked to the last picture, drawn anew, copied and let go', async () => {
    fakeLibrary({ id: 'img_1_0' });
    useDraft.setState({ advancedOpen: true });
    const { user } = await openCreator();
    const seed = screen.getByRole('textbox', { name: 'Semilla' });
    await screen.findByRole('button', { name: /^Abrir: / });
    await user.click(screen.getByRole('button', { name: 'Fijar la semilla' }));
    expect(seed).toHaveValue('81234');
    await user.click(screen.getByRole('button', { name: 'Copiar la semilla' }));
    expect(await navigator.clipboard.readText()).toBe('81234');
    await user.click(screen.getByRole('button', { name: 'Otra semilla al azar' }));
    expect(seed).not.toHaveValue('81234');
    await user.click(screen.getByRole('button', { name: 'Soltar la semilla' }));
    expect(seed).toHaveValue('');
  });

  it('UX-20 advanced is folded, remembers being open, and resets with a way back', async () => {
    const { user } = await openCreator();
    const fold = screen.getByRole('button', { name: 'Avanzado' });
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    await user.click(fold);
    expect(JSON.parse(localStorage.getItem('enfoads.draft.image') ?? '').state.advancedOpen).toBe(true);
    await user.type(await screen.findByRole('textbox', { name: 'Pasos' }), '5');
    expect(screen.getByText('Con menos de 8 pasos Inicial deja la imagen a medias.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Restablecer ajustes' }));
    expect(screen.getByRole('textbox', { name: 'Pasos' })).toHaveValue('');
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(screen.getByRole('textbox', { name: 'Pasos' })).toHaveValue('5');
  });

  it('says honestly what the starter is for, and under which licence it stands', async () => {
    const { user } = await openCreator();
    expect(screen.getByText(/dibuja iconos 3D sencillos/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Avanzado' }));
    expect(await screen.findByRole('link', { name: 'Licencia CC0-1.0' })).toBeVisible();
    expect(screen.getByText(/uso comercial permitido/)).toBeVisible();
  });

  it('a distilled model offers no presets that would spoil it', async () => {
    const limits = { ...(model().limits as Schemas['ImageLimits']), steps: 4, min_steps: 2, guidance: 0 };
    server.use(
      http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ title_es: 'Rápido', limits })] })),
    );
    await openCreator();
    expect(screen.getByText('Rápido dibuja siempre en 4 pasos.')).toBeVisible();
    expect(screen.queryByRole('radio', { name: /^Borrador/ })).not.toBeInTheDocument();
  });

  it('UX-53 without a model it leads to Settings', async () => {
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ state: 'missing' })] })));
    renderRoutes(routes, '/create');
    expect(await screen.findByText('No hay ningún modelo de imagen instalado.', {}, { timeout: 5000 })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Instalar uno en Ajustes' })).toHaveAttribute('href', '/settings');
  });
});

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

describe('the results', () => {
  afterEach(() => vi.restoreAllMocks());
  const two = [
    { id: 'img_2_0', job_id: 'img_2', prompt: 'un gato', recipe: { ...asset().recipe, prompt: 'un gato', seed: 5 } },
    { id: 'img_1_0', job_id: 'img_1', prompt: 'un perro' },
  ];
  const proof = (prompt: string) => screen.findByRole('button', { name: `Abrir: ${prompt}` });

  it('UX-18 every result shows its seed, and the time it took while its job is known', async () => {
    fakeLibrary(...two);
    const result = { model: 'starter', timings: { total_s: 5.8 }, cached: false };
    drawingStudio([job({ id: 'img_2', status: 'completed', params: { prompt: 'un gato', num_outputs: 2 }, result })]);
    await openCreator();
    const place = (await proof('un gato')).closest('li') as HTMLElement;
    await waitFor(() => expect(place).toHaveTextContent('1:1 · semilla 5 · 2,9 s'));
  });

  it('UX-32 one tab stop, arrows move, Enter opens the viewer', async () => {
    fakeLibrary(...two);
    const { user } = await openCreator();
    const first = await proof('un gato');
    const second = await proof('un perro');
    expect([first.tabIndex, second.tabIndex]).toEqual([0, -1]);
    first.focus();
    await user.keyboard('{ArrowRight}');
    expect(second).toHaveFocus();
    expect([first.tabIndex, second.tabIndex]).toEqual([-1, 0]);
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Visor' });
    expect(within(dialog).getByText('2 de 2')).toBeVisible();
  });

  it('UX-32 up and down go to what is above and below', async () => {
    fakeLibrary(...['a', 'b', 'c', 'd'].map((id) => ({ id, prompt: id, job_id: id })));
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      const at = 'abcd'.indexOf(this.dataset.asset ?? '');
      return new DOMRect((at % 2) * 100, Math.floor(at / 2) * 100, 90, 90);
    });
    const { user } = await openCreator();
    (await proof('b')).focus();
    await user.keyboard('{ArrowDown}');
    expect(await proof('d')).toHaveFocus();
    await user.keyboard('{ArrowUp}{Home}');
    expect(await proof('a')).toHaveFocus();
  });

  it('UX-36 r remixes without the seed, a restores everything, and both can be undone', async () => {
    fakeLibrary(...two);
    useDraft.setState({ advancedOpen: true });
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'lo mío');
    (await proof('un gato')).focus();
    await user.keyboard('r');
    expect(prompt).toHaveValue('un gato');
    expect(screen.getByRole('textbox', { name: 'Semilla' })).toHaveValue('');
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(prompt).toHaveValue('lo mío');
    (await proof('un gato')).focus();
    await user.keyboard('a');
    expect(screen.getByRole('textbox', { name: 'Semilla' })).toHaveValue('5');
  });

  it('UX-36 "use these settings" in the viewer makes the same picture again', async () => {
    fakeLibrary(...two);
    const studio = drawingStudio();
    const { user } = await openCreator('/create?asset=img_2_0');
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    await user.click(await dialog.findByRole('button', { name: 'Usar estos ajustes' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.click(generate());
    await waitFor(() =>
      expect(studio.asked).toEqual([
        {
          prompt: 'un gato',
          width: 256,
          height: 256,
          num_outputs: 1,
          seed: 5,
          scheduler: 'euler',
          include_base64: false,
        },
      ]),
    );
  });

  it('UX-36 says what could not be restored', async () => {
    fakeLibrary({
      id: 'x',
      prompt: 'a dog',
      recipe: { prompt: 'a dog', model: 'gone', width: 64, height: 64, seed: 1 },
    });
    const { user } = await openCreator();
    (await proof('a dog')).focus();
    await user.keyboard('a');
    expect(await screen.findByText('No se ha podido recuperar: el modelo (no está instalado aquí).')).toBeVisible();
  });

  it('UX-33 UX-35 marks and deletes from the sheet', async () => {
    const library = fakeLibrary(...two);
    const { user } = await openCreator();
    (await proof('un gato')).focus();
    await user.keyboard('.');
    await waitFor(() => expect(library.assets[0]?.favorite).toBe(true));
    await user.keyboard('{Delete}');
    await waitFor(() => expect(library.assets).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(await proof('un gato')).toBeVisible();
  });

  it('UX-53 an empty sheet has one example that is a click away', async () => {
    fakeLibrary();
    const { user, prompt } = await openCreator();
    const empty = (await screen.findByText('Aquí aparecerán tus imágenes.')).parentElement as HTMLElement;
    await user.click(within(empty).getByRole('button', { name: 'Usar el ejemplo' }));
    expect(prompt).toHaveValue('una hamburguesa sobre fondo amarillo');
  });

  it('uploads are kept out of the sheet of what was made here', async () => {
    fakeLibrary({ id: 'up', prompt: '', name: 'foto', ai_generated: false, recipe: null }, ...two);
    await openCreator();
    await proof('un gato');
    expect(screen.queryByRole('button', { name: 'Abrir: foto' })).not.toBeInTheDocument();
  });
});

describe('UX-56 on a phone', () => {
  beforeEach(() => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
    );
  });
  afterEach(() => vi.restoreAllMocks());

  it('parameters are in a sheet, Generate stays in sight', async () => {
    const studio = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    expect(screen.queryByRole('radio', { name: /^Instagram/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Ajustes de la imagen' }));
    const panel = within(await screen.findByRole('dialog', { name: 'Ajustes de la imagen' }));
    await user.click(panel.getByRole('radio', { name: /^Instagram/ }));
    await user.click(panel.getByRole('button', { name: 'Listo' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.click(generate());
    await waitFor(() => expect(studio.asked[0]).toMatchObject({ width: 232, height: 288 }));
  });
});
