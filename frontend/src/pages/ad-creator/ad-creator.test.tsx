import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { routes } from '@/app/routes';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { usePromptHistory } from '@/features/image/store/prompt-history';
import type { Schemas } from '@/services/api';
import { drawingStudio, openCreator } from '@/testing/creator';
import { fakeLibrary } from '@/testing/fake-library';
import { job, model } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, server } from '@/testing/server';

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  usePromptHistory.setState({ prompts: [] });
});

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
