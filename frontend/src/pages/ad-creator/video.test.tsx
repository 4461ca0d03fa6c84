import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DRAFT } from '@/features/video/lib/draft';
import { newScene } from '@/features/video/lib/scenes';
import { useVideo } from '@/features/video/store/draft';
import { useConnection } from '@/services/connection';
import { asset } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';
import { ALL_OPEN, madeVideo, openVideoTab, videoStudio } from '@/testing/video-studio';

beforeEach(() => {
  useVideo.setState({
    draft: EMPTY_DRAFT,
    folds: ALL_OPEN,
    scene: 0,
    caret: 0,
    safeZone: false,
    every: false,
    jobs: [],
  });
});

const desk = window.matchMedia;
const draft = () => useVideo.getState().draft;
const script = () => screen.getByRole('textbox', { name: 'Guion' });
const render = () => screen.getByRole('button', { name: /^Hacer/ });
const scenes = () => within(screen.getByRole('list', { name: 'Escenas' })).getAllByRole('article');
const narration = (number: number) => screen.getByRole('textbox', { name: `Qué se dice en la escena ${number}` });

describe('the script', () => {
  it('shows how long it is as it is typed, first estimated, then as the studio reads it', async () => {
    videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola a todos.');
    expect(screen.getByText('3 palabras')).toBeVisible();
    expect(screen.getByText(/^unos/)).toBeVisible();
    expect(await screen.findByText('21 s')).toBeVisible();
    expect(screen.getByText('cabe en 30 s')).toBeVisible();
  });

  it('gets a pause where the caret stands', async () => {
    videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola a todos.', { initialSelectionStart: 0 });
    (script() as HTMLTextAreaElement).setSelectionRange(4, 4);
    await user.click(screen.getByRole('button', { name: 'Pausa' }));
    expect(script()).toHaveValue('Hola [pause 500ms] a todos.');
  });

  it('is kept over a reload', async () => {
    videoStudio();
    const { user, unmount } = await openVideoTab();
    await user.type(script(), 'Hola');
    unmount();
    expect(JSON.parse(localStorage.getItem('enfoads.draft.video') ?? '{}').state.draft.script).toBe('Hola');
  });

  it('can be written from a few facts, changed before it is taken, and taken back', async () => {
    videoStudio();
    const asked: unknown[] = [];
    server.use(
      http.post(at('/magic-script'), async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({
          script: '¿Hambre? Pide ya.',
          structure: 'hook',
          seconds: 15,
          scenes: [],
          warnings: [],
        });
      }),
    );
    const { user } = await openVideoTab();
    await user.type(script(), 'Mío');
    await user.click(screen.getByRole('button', { name: 'Escribir guion' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: /Producto/ }), 'hamburguesas');
    await user.click(within(dialog).getByRole('radio', { name: '15 s' }));
    await user.click(within(dialog).getByRole('button', { name: 'Escribir' }));
    const proposed = await within(dialog).findByRole('textbox', { name: /Guion propuesto/ });
    expect(asked[0]).toMatchObject({ product: 'hamburguesas', seconds: 15, language: 'es' });
    await user.type(proposed, ' Hoy.');
    await user.click(within(dialog).getByRole('button', { name: 'Usar este guion' }));
    expect(draft().script).toBe('¿Hambre? Pide ya. Hoy.');
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(draft().script).toBe('Mío');
  });
});

describe('the preview', () => {
  it('follows the caret, and waits until somebody has stopped typing', async () => {
    const studio = videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola 🍔 a todos');
    await waitFor(() => expect(studio.frames.at(-1)).toMatchObject({ scene: 0, caret: 14 }));
    expect(studio.frames.length).toBeLessThan(6);
    expect(studio.frames.at(-1)?.scenes).toEqual([{ narration: 'Hola 🍔 a todos', visual: { avatar_id: 'ana' } }]);
    expect(await screen.findByRole('img', { name: 'El vídeo en el punto del cursor' })).toBeVisible();
  });

  it('shows the platform’s safe zone when it is wanted', async () => {
    videoStudio();
    const { user } = await openVideoTab();
    expect(screen.queryByRole('img', { name: 'Zona segura de la plataforma' })).toBeNull();
    await user.click(screen.getByRole('switch', { name: 'Zona segura' }));
    const zone = await screen.findByRole('img', { name: 'Zona segura de la plataforma' });
    expect(zone).toHaveStyle({ top: '14%', bottom: '35%' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Plataforma' }), 'tiktok');
    expect(Number.parseFloat(zone.style.bottom)).toBeCloseTo(24);
  });

  it('keeps the last good frame and says why the next did not come', async () => {
    videoStudio();
    const { user } = await openVideoTab();
    const picture = await screen.findByRole('img', { name: 'El vídeo en el punto del cursor' });
    server.use(http.post(at('/render-preview'), () => failure(503, 'unavailable')));
    await user.type(script(), 'Hola');
    expect(await screen.findByText(/El estudio está ocupado/)).toBeVisible();
    expect(picture).toBeVisible();
  });

  it('that another tab pushed out, or that failed while the studio was away, is asked for again', async () => {
    const studio = videoStudio();
    server.use(http.post(at('/render-preview'), () => failure(409, 'job_cancelled'), { once: true }));
    const { user } = await openVideoTab();
    const picture = await screen.findByRole('img', { name: 'El vídeo en el punto del cursor' }, { timeout: 3000 });
    const before = picture.getAttribute('src');
    server.use(http.post(at('/render-preview'), () => HttpResponse.error(), { once: true }));
    await user.type(script(), 'Hola');
    expect(await screen.findByText(/El estudio no responde/)).toBeVisible();
    act(() => useConnection.getState().report('online'));
    await waitFor(() => expect(picture).not.toHaveAttribute('src', before));
    expect(studio.frames.at(-1)).toMatchObject({ caret: 4 });
  });
});

it('a tab nobody types in takes over the words of the other', async () => {
  videoStudio();
  await openVideoTab();
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  const kept = JSON.stringify({ version: 1, state: { draft: { ...EMPTY_DRAFT, script: 'De la otra' } } });
  localStorage.setItem('enfoads.draft.video', kept);
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: 'enfoads.draft.video' })));
  await waitFor(() => expect(script()).toHaveValue('De la otra'));
});

describe('scenes', () => {
  const two = [newScene({ narration: 'Hola.' }), newScene({ narration: 'Adiós.' })];

  it('have the words of the script, and give them back', async () => {
    videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola.{Enter}{Enter}Adiós.');
    await user.click(screen.getByRole('radio', { name: 'Escenas' }));
    expect(scenes()).toHaveLength(2);
    expect(narration(2)).toHaveValue('Adiós.');
    await user.type(narration(2), ' Vuelve.');
    await user.click(screen.getByRole('radio', { name: 'Presentador' }));
    expect(script()).toHaveValue('Hola.\n\nAdiós. Vuelve.');
  });

  it('move with the arrow keys; the keyboard stays on what was moved and it is said', async () => {
    videoStudio();
    useVideo.setState({ draft: { ...EMPTY_DRAFT, way: 'scenes', scenes: two } });
    const { user } = await openVideoTab();
    screen.getByRole('button', { name: 'Mover la escena 1' }).focus();
    await user.keyboard('{ArrowDown}');
    expect(draft().scenes.map((scene) => scene.narration)).toEqual(['Adiós.', 'Hola.']);
    expect(screen.getByRole('button', { name: 'Mover la escena 2' })).toHaveFocus();
    expect(screen.getByText('La escena 1 es ahora la 2 de 2.')).toBeInTheDocument();
  });

  it('are dragged by their handle, with a mouse as with a finger', async () => {
    videoStudio();
    useVideo.setState({ draft: { ...EMPTY_DRAFT, way: 'scenes', scenes: two } });
    const { user } = await openVideoTab();
    for (const [index, card] of scenes().entries()) {
      const row = card.closest('li') as HTMLElement;
      row.getBoundingClientRect = () => new DOMRect(0, index * 100, 300, 100);
    }
    const handle = screen.getByRole('button', { name: 'Mover la escena 1' });
    await user.pointer([
      { keys: '[MouseLeft>]', target: handle, coords: { pageY: 50, clientY: 200 } },
      { target: handle, coords: { pageY: 180, clientY: 200 } },
      { keys: '[/MouseLeft]', target: handle, coords: { pageY: 180, clientY: 200 } },
    ]);
    expect(draft().scenes.map((scene) => scene.narration)).toEqual(['Adiós.', 'Hola.']);
  });

  it('that are deleted come back, and lose nothing that was written since', async () => {
    videoStudio();
    useVideo.setState({ draft: { ...EMPTY_DRAFT, way: 'scenes', scenes: two } });
    const { user } = await openVideoTab();
    await user.click(screen.getByRole('button', { name: 'Eliminar la escena 1' }));
    expect(scenes()).toHaveLength(1);
    await user.type(narration(1), ' Ya.');
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(draft().scenes.map((scene) => scene.narration)).toEqual(['Hola.', 'Adiós. Ya.']);
  });

  it('take a picture from the library', async () => {
    videoStudio();
    server.use(
      http.get(at('/api/assets'), () =>
        HttpResponse.json({ items: [asset({ name: 'pan' })], next_cursor: null, total: 1 }),
      ),
    );
    useVideo.setState({ draft: { ...EMPTY_DRAFT, way: 'scenes', scenes: two } });
    const { user } = await openVideoTab();
    await user.click(screen.getByRole('button', { name: 'Imagen y ajustes de la escena 2' }));
    await user.click(screen.getByRole('radio', { name: 'Archivo' }));
    await user.click(
      within(scenes()[1] as HTMLElement).getAllByRole('button', { name: 'Biblioteca' })[0] as HTMLElement,
    );
    await user.click(await screen.findByRole('button', { name: 'Elegir: pan' }));
    expect(draft().scenes[1]?.visual).toMatchObject({ kind: 'asset', asset: { id: 'img_1_0', name: 'pan' } });
  });
});

it('a form that nobody has touched shows the presenters, and of all else what is chosen', async () => {
  useVideo.setState({ folds: {} });
  videoStudio();
  const { user } = await openVideoTab();
  expect(await screen.findByRole('radio', { name: 'Luis' })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Música\s*Sin música/ })).toHaveAttribute('aria-expanded', 'false');
  const voice = await screen.findByRole('button', { name: /^Voz\s*Dora/ });
  expect(screen.queryByRole('radio', { name: /^Dora/ })).toBeNull();
  await user.click(voice);
  expect(screen.getByRole('radio', { name: /^Dora/ })).toBeInTheDocument();
});

describe('making the video', () => {
  it('sends what was chosen, once', async () => {
    const studio = videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola.');
    await user.click(await screen.findByRole('radio', { name: 'Luis' }));
    await user.click(screen.getByRole('radio', { name: /^Dora/ }));
    await user.click(screen.getByRole('radio', { name: 'Caja' }));
    await user.click(screen.getByRole('radio', { name: /^Calma/ }));
    await user.click(screen.getByRole('radio', { name: 'Prueba' }));
    await user.dblClick(render());
    expect((await screen.findAllByText(/En cola/))[0]).toBeVisible();
    expect(studio.paths).toEqual(['/render-video']);
    expect(studio.asked[0]).toEqual({
      script: 'Hola.',
      avatar_id: 'luis',
      voice_id: 'kokoro:ef_dora',
      aspect: '9:16',
      captions: { style: 'box' },
      music: 'calm',
      preset: 'preview',
    });
  });

  it('makes all four formats in one click', async () => {
    const studio = videoStudio();
    const { user } = await openVideoTab();
    await user.type(script(), 'Hola.');
    await user.click(screen.getByRole('switch', { name: 'Los cuatro formatos a la vez' }));
    await user.click(screen.getByRole('button', { name: /^Hacer 4 vídeos/ }));
    await waitFor(() => expect(studio.asked.map(({ aspect }) => aspect)).toEqual(['9:16', '1:1', '4:5', '16:9']));
    expect(await screen.findAllByRole('progressbar')).toHaveLength(4);
  });

  it('says first what is missing, beside the control', async () => {
    const studio = videoStudio();
    const { user } = await openVideoTab();
    await user.click(render());
    expect(script()).toBeInvalid();
    expect(studio.asked).toEqual([]);
    await user.type(script(), 'Hola.');
    await user.click(render());
    await waitFor(() => expect(studio.asked).toHaveLength(1));
    expect(script()).not.toBeInvalid();
  });

  it('shows what the studio refused beside the scene and field it names', async () => {
    videoStudio();
    server.use(
      http.post(at('/render-multi-scene'), () =>
        failure(422, 'invalid_value', 'scenes[1].narration: nothing can be said here', {
          param: 'scenes[1].narration',
        }),
      ),
    );
    const two = [newScene({ narration: 'Hola.' }), newScene({ narration: '…' })];
    useVideo.setState({ draft: { ...EMPTY_DRAFT, way: 'scenes', scenes: two } });
    const { user } = await openVideoTab();
    await user.click(render());
    await waitFor(() => expect(narration(2)).toBeInvalid());
    expect(narration(1)).not.toBeInvalid();
    expect(within(scenes()[1] as HTMLElement).getByText('Nothing can be said here.')).toBeVisible();
    expect(screen.getByText('Escena 2: Nothing can be said here.')).toBeVisible(); // beside the button, too
  });
});

describe('a finished video', () => {
  it('plays with its subtitles, is downloaded, and gives its settings back', async () => {
    videoStudio([madeVideo()]);
    useVideo.setState({ jobs: ['vid_1'] });
    const { user } = await openVideoTab();
    const player = (await screen.findByLabelText('Vídeo: Oferta')) as HTMLVideoElement;
    expect(player.src).toContain('/api/assets/vid_1_0/file');
    expect(player.querySelector('track')?.src).toContain('/subtitles.vtt');
    for (const name of ['Descargar MP4', 'SRT', 'VTT', 'Descargar la miniatura 1']) {
      expect(screen.getByRole('button', { name })).toBeVisible();
    }
    await user.click(screen.getByRole('button', { name: 'Usar estos ajustes' }));
    await waitFor(() => expect(script()).toHaveValue('Hola a todos.'));
    expect(draft()).toMatchObject({ aspect: '1:1', voiceId: 'kokoro:ef_dora' });
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(draft().script).toBe('');
  });

  it('that was a draft is made in full quality by one click, from its own settings', async () => {
    const studio = videoStudio([madeVideo()]);
    server.use(
      http.get(at('/api/jobs'), () => HttpResponse.json({ items: [madeVideo()], next_cursor: null, paused: false })),
    );
    useVideo.setState({ jobs: ['vid_1'] });
    const { user } = await openVideoTab();
    const button = await screen.findByRole('button', { name: /^Hacerlo en calidad final/ });
    await waitFor(() => expect(button).toHaveTextContent('20 s')); // the draft: 2 s of voice and 6 s of work, of which a final video has three times as much
    await user.click(button);
    await waitFor(() => expect(studio.asked).toHaveLength(1));
    expect(studio.asked[0]).toEqual({
      language: 'es',
      script: 'Hola a todos.',
      aspect: '1:1',
      voice_id: 'kokoro:ef_dora',
      preset: 'final',
    });
  });

  it('that is final is made in the other formats by one click, and shared from a telephone', async () => {
    const final = madeVideo();
    Object.assign((final.result as { video: { recipe: object } }).video.recipe, { preset: 'final' });
    const studio = videoStudio([final]);
    server.use(http.get(at('/api/assets/vid_1_0/file'), () => HttpResponse.arrayBuffer(new ArrayBuffer(8))));
    const share = vi.fn().mockResolvedValue(undefined);
    Object.assign(navigator, { canShare: () => true, share });
    vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({
      ...desk(query),
      matches: !/max-width/.test(query),
    }));
    useVideo.setState({ jobs: ['vid_1'] });
    const { user } = await openVideoTab();
    await user.click(await screen.findByRole('button', { name: 'Compartir' }));
    await waitFor(() => expect(share).toHaveBeenCalledTimes(1));
    expect(share.mock.calls[0]?.[0].files[0].name).toMatch(/^oferta.*\.mp4$/);
    await user.click(screen.getByRole('button', { name: 'En los otros tres formatos' }));
    await waitFor(() => expect(studio.asked.map(({ aspect }) => aspect)).toEqual(['9:16', '4:5', '16:9']));
    expect(studio.asked.every(({ preset }) => preset === 'final')).toBe(true);
  });

  it('that was made elsewhere is one click away', async () => {
    videoStudio();
    const other = asset({ id: 'vid_7_0', type: 'video', name: 'De la agencia', job_id: 'vid_7' });
    server.use(http.get(at('/api/assets'), () => HttpResponse.json({ items: [other], next_cursor: null, total: 9 })));
    await openVideoTab();
    expect(await screen.findByRole('link', { name: 'Abrir: De la agencia' })).toHaveAttribute(
      'href',
      '/library?asset=vid_7_0',
    );
    expect(screen.getByRole('link', { name: 'Todos los vídeos (9)' })).toHaveAttribute('href', '/library?type=video');
  });

  it('that failed says why, and another try takes its place', async () => {
    const error = { code: 'disk_full', message: 'No space.', hint: '', param: 'scenes[1].visual.asset_id' } as never;
    const studio = videoStudio([madeVideo({ status: 'failed', result: null, error })]);
    server.use(
      http.post(at('/api/jobs/:id/retry'), () => {
        const next = madeVideo({ id: 'vid_2', status: 'queued', stage: 'queued', result: null, position: 1 });
        studio.jobs = [next, ...studio.jobs];
        return HttpResponse.json({ job: next }, { status: 202 });
      }),
    );
    useVideo.setState({ jobs: ['vid_1'] });
    const { user } = await openVideoTab();
    expect(await screen.findByText(/^Escena 2: El disco está lleno/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(useVideo.getState().jobs).toEqual(['vid_2']));
  });

  it('a picture of the library becomes a scene', async () => {
    videoStudio();
    server.use(http.get(at('/api/assets/:id'), () => HttpResponse.json(asset({ id: 'up_7_0', name: 'pan' }))));
    useVideo.setState({ draft: { ...EMPTY_DRAFT, script: 'Hola.' } });
    const { router } = await openVideoTab('/create?tab=video&visual=up_7_0');
    await waitFor(() => expect(draft().scenes).toHaveLength(2));
    expect(draft().scenes[1]?.visual.asset?.id).toBe('up_7_0');
    expect(router.state.location.search).toBe('?tab=video');
  });
});
