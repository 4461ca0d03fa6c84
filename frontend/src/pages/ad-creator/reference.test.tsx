import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DRAFT, type Reference, withReference } from '@/features/image/lib/draft';
import type { MaskEdit, Stroke } from '@/features/image/lib/mask';
import { useDraft } from '@/features/image/store/draft';
import { useReference } from '@/features/image/store/reference';
import { useSentMasks } from '@/features/image/store/sent-masks';
import type { Schemas } from '@/services/api';
import { fakeCanvas } from '@/testing/canvas';
import { openCreator } from '@/testing/creator';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, job, model } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';

type Fields = Record<string, unknown>;

const CAPABILITIES = ['text-to-image', 'image-to-image', 'inpaint', 'negative-prompt'];
const chosen: Reference = { assetId: 'up_1', width: 256, height: 128 };
const uploaded = { id: 'up_1', prompt: '', name: 'taza.png', width: 256, height: 128, recipe: null, job_id: null };
const made = { id: 'img_2_0', job_id: 'img_2', prompt: 'un gato', recipe: { ...asset().recipe, prompt: 'un gato' } };
const dot: MaskEdit[] = [{ kind: 'stroke', erase: false, size: 20, points: [10, 10] }];

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  useReference.setState({ upload: null, problem: null, editing: null });
  useSentMasks.setState({ masks: [] });
  server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ capabilities: CAPABILITIES })] })));
  fakeCanvas();
});

/** A studio that notes what it is asked to draw. */
function drawingStudio() {
  const asked: Fields[] = [];
  server.use(
    http.post(at('/generate-image'), async ({ request }) => {
      const fields = (await request.json()) as Fields;
      asked.push(fields);
      const params = { ...fields, width: 256, height: 128 };
      return HttpResponse.json({ job: job({ id: `img_new_${asked.length}`, params }) }, { status: 202 });
    }),
  );
  return asked;
}

/** Takes uploads into the library, each as `up_1`. */
function takesUploads(over: Partial<Schemas['Asset']> = {}) {
  const names: string[] = [];
  server.use(
    http.post(at('/api/assets'), async ({ request }) => {
      // Read as text: jsdom's File and Node's form parser do not know each other.
      names.push((await request.text()).match(/filename="([^"]+)"/)?.[1] ?? '');
      return HttpResponse.json(asset({ ...uploaded, ...over }), { status: 201 });
    }),
    http.get(at('/api/assets/up_1'), () => HttpResponse.json(asset({ ...uploaded, ...over }))),
  );
  return names;
}

const png = (name: string) => new File([new Uint8Array(8)], name, { type: 'image/png' });

async function openWithReference(draft = withReference(EMPTY_DRAFT, chosen)) {
  fakeLibrary(uploaded);
  useDraft.setState({ draft });
  const page = await openCreator();
  await screen.findByRole('img', { name: 'Imagen de referencia: taza.png' });
  return page;
}

const field = () => within(screen.getByRole('region', { name: 'Imagen de referencia' }));
const picture = () => screen.findByRole('img', { name: 'Imagen de referencia: taza.png' });
const editor = async (name = 'Cambiar una parte de la imagen') => within(await screen.findByRole('dialog', { name }));
const canvas = () => screen.findByRole('application', { name: /^Zona que cambia/ });
const mask = () => useDraft.getState().draft.mask;

describe('a reference picture', () => {
  it('UX-3 is picked, goes into the library, and what is made starts from it', async () => {
    const names = takesUploads();
    const asked = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.upload(screen.getByLabelText('Imagen de referencia', { selector: 'input' }), png('taza.png'));
    expect(await picture()).toBeVisible();
    await user.type(prompt, 'una taza azul{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(names).toEqual(['taza.png']);
    // Without sizes: the studio keeps the format of the picture.
    expect(asked[0]).toEqual({
      prompt: 'una taza azul',
      num_outputs: 1,
      image_asset_id: 'up_1',
      include_base64: false,
    });
  });

  it('UX-2 is pasted anywhere on the tab, the prompt box included', async () => {
    takesUploads();
    const { prompt } = await openCreator();
    fireEvent.paste(prompt, { clipboardData: { files: [png('taza.png')], types: ['Files'] } });
    expect(await picture()).toBeVisible();
  });

  it('UX-1 is dropped anywhere on the tab', async () => {
    takesUploads();
    await openCreator();
    const items = [{ kind: 'file', type: 'image/png', getAsFile: () => png('taza.png') }];
    const dataTransfer = { files: [png('taza.png')], items, types: ['Files'] };
    const sheet = await screen.findByRole('heading', { name: 'Hoja de pruebas' });
    fireEvent.dragEnter(sheet, { dataTransfer });
    expect(await screen.findByText('Suelta la imagen de referencia')).toBeVisible();
    fireEvent.drop(sheet, { dataTransfer });
    expect(await picture()).toBeVisible();
  });

  it('UX-6 is chosen from the library', async () => {
    fakeLibrary(uploaded, made);
    const { user } = await openCreator();
    await user.click(field().getByRole('button', { name: 'Biblioteca' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Elegir de la biblioteca' }));
    await user.click(await dialog.findByRole('button', { name: /taza\.png/ }));
    expect(await picture()).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('comes with a link, and brings its words when there are none yet', async () => {
    fakeLibrary(made);
    const { prompt, router } = await openCreator('/create?reference=img_2_0');
    expect(await screen.findByRole('img', { name: 'Imagen de referencia: un gato' })).toBeVisible();
    expect(prompt).toHaveValue('un gato');
    expect(router.state.location.search).toBe('');
  });

  it('UX-36 settings come with a link too', async () => {
    fakeLibrary(made);
    const { prompt } = await openCreator('/create?use=img_2_0');
    await waitFor(() => expect(prompt).toHaveValue('un gato'));
    expect(useDraft.getState().draft.seed).toBe(81234);
    expect(screen.getByRole('button', { name: /^Avanzado/ })).toHaveTextContent('con cambios');
  });

  it('says when a link names a picture that is gone', async () => {
    fakeLibrary();
    await openCreator('/create?reference=nothing');
    expect(await screen.findByText('Este elemento ya no está')).toBeVisible();
  });

  it('UX-3 says at once what the studio would refuse', async () => {
    const { user } = await openCreator();
    const input = screen.getByLabelText('Imagen de referencia', { selector: 'input' });
    server.use(http.post(at('/api/assets'), () => failure(422, 'unreadable_image')));
    fireEvent.paste(document.body, {
      clipboardData: { files: [new File(['x'], 'nota.gif', { type: 'image/gif' })], types: ['Files'] },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No se ha podido usar nota.gif. No es PNG, JPG ni WebP.',
    );
    await user.upload(input, png('rota.png'));
    expect(await screen.findByText(/rota\.png.*no es una imagen que se pueda abrir/i)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Quitar el aviso' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('UX-4 an upload shows how far it is and can be cancelled', async () => {
    server.use(http.post(at('/api/assets'), () => new Promise<never>(() => {})));
    const { user } = await openCreator();
    await user.upload(screen.getByLabelText('Imagen de referencia', { selector: 'input' }), png('grande.png'));
    expect(await screen.findByRole('progressbar', { name: 'grande.png' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancelar la subida' }));
    expect(screen.queryByRole('progressbar', { name: 'grande.png' })).not.toBeInTheDocument();
    expect(field().getByRole('button', { name: 'Subir imagen' })).toBeEnabled();
  });

  it('UX-5 is removed with a way back', async () => {
    const { user } = await openWithReference(withReference(EMPTY_DRAFT, chosen));
    await user.click(screen.getByRole('button', { name: 'Quitar la referencia' }));
    expect(screen.queryByRole('img', { name: /^Imagen de referencia/ })).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(await picture()).toBeVisible();
  });

  it('the strength is said in words and sent', async () => {
    const asked = drawingStudio();
    const { user, prompt } = await openWithReference();
    const strength = screen.getByRole('slider', { name: 'Cuánto cambia' });
    expect(strength).toHaveAttribute('aria-valuetext', '60 %, parecida');
    strength.focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(strength).toHaveAttribute('aria-valuetext', '35 %, muy parecida');
    await user.type(prompt, 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked[0]).toMatchObject({ strength: 0.35 }));
  });

  it('UX-19 the time counts only the steps that are taken, and a part as large as it is drawn', async () => {
    const timings = { denoise_s: 10, total_s: 12, load_s: 0 };
    const params = { width: 256, height: 256, num_inference_steps: 20, num_outputs: 1, prompt: 'x' };
    const done = job({ status: 'completed', params, result: { model: 'starter', cached: false, timings } });
    server.use(
      http.get(at('/api/jobs'), ({ request }) => {
        const items = new URL(request.url).searchParams.has('active') ? [] : [done];
        return HttpResponse.json({ items, next_cursor: null, paused: false });
      }),
    );
    await openWithReference();
    const button = screen.getByRole('button', { name: /^Generar/ });
    await waitFor(() => expect(button).toHaveTextContent('unos 9 s'));
    useDraft.getState().change({ reference: { ...chosen, width: 4000, height: 4000 }, mask: dot });
    await waitFor(() => expect(button).toHaveTextContent('unos 12 s'));
  });

  it('a platform format can be asked for instead of its own', async () => {
    const asked = drawingStudio();
    const { user, prompt } = await openWithReference();
    expect(screen.getByRole('radio', { name: /^El suyo/ })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: /^Instagram/ }));
    await user.type(prompt, 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked[0]).toMatchObject({ image_asset_id: 'up_1', width: 232, height: 288 }));
  });

  it('that the library no longer has is said, and can be removed', async () => {
    fakeLibrary();
    useDraft.setState({ draft: withReference(EMPTY_DRAFT, chosen) });
    await openCreator();
    expect(await screen.findByText('La imagen de referencia ya no está en la biblioteca.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Quitar la referencia' })).toBeVisible();
  });

  it('is not offered by a model that cannot start from one', async () => {
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model()] })));
    await openCreator();
    expect(screen.queryByRole('region', { name: 'Imagen de referencia' })).not.toBeInTheDocument();
  });
});

describe('the brush', () => {
  const openBrush = async () => {
    const page = await openWithReference();
    await page.user.click(screen.getByRole('button', { name: 'Cambiar una parte' }));
    const surface = await canvas();
    vi.spyOn(surface, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 512, 256));
    return { ...page, surface };
  };
  const stroke = (surface: HTMLElement, ...points: [number, number][]) => {
    const [first, ...rest] = points as [[number, number], ...[number, number][]];
    const at = ([clientX, clientY]: [number, number]) => ({ clientX, clientY, pointerId: 1, button: 0, buttons: 1 });
    fireEvent.pointerDown(surface, at(first));
    for (const point of rest) fireEvent.pointerMove(surface, at(point));
    fireEvent.pointerUp(surface, at(rest.at(-1) ?? first));
  };

  it('paints in the pixels of the picture, and only that is sent to be redrawn', async () => {
    const asked = drawingStudio();
    const { user, surface } = await openBrush();
    stroke(surface, [100, 50], [300, 50]);
    expect(mask()).toEqual([{ kind: 'stroke', erase: false, size: 16, points: [50, 25, 150, 25] }]);
    expect(await screen.findByText('Cambia el 100 % de la imagen')).toBeInTheDocument();
    await user.click((await editor()).getByRole('button', { name: 'Listo' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.getByText('Solo cambia lo pintado.')).toBeVisible();
    expect(screen.queryByRole('radio', { name: /^Instagram/ })).not.toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Qué quieres ver' }), 'x{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(asked[0]).toEqual({
        prompt: 'x',
        num_outputs: 1,
        image_asset_id: 'up_1',
        mask: 'data:image/png;base64,TUFTSw==',
        include_base64: false,
      }),
    );
  });

  it('undoes, redoes, inverts and clears, with buttons and keys', async () => {
    const { user, surface } = await openBrush();
    const it = await editor();
    stroke(surface, [100, 50]);
    stroke(surface, [200, 50]);
    await user.keyboard('{Control>}z{/Control}');
    expect(mask()).toHaveLength(1);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(mask()).toHaveLength(2);
    await user.click(it.getByRole('button', { name: 'Deshacer' }));
    stroke(surface, [300, 50]);
    expect(it.getByRole('button', { name: 'Rehacer' })).toBeDisabled();
    await user.click(it.getByRole('button', { name: 'Invertir' }));
    await user.click(it.getByRole('button', { name: 'Vaciar' }));
    expect(mask().map(({ kind }) => kind)).toEqual(['stroke', 'stroke', 'invert', 'clear']);
    expect(it.getByText('Nada pintado todavía')).toBeInTheDocument();
    expect(it.getByRole('button', { name: 'Vaciar' })).toBeDisabled();
  });

  it('changes size with [ and ], and erases', async () => {
    const { user, surface } = await openBrush();
    const it = await editor();
    await user.keyboard(']]');
    stroke(surface, [100, 50]);
    await user.keyboard('[[[[');
    await user.keyboard('[[');
    await user.click(it.getByText('Borrador'));
    stroke(surface, [100, 50]);
    const [painted, erased] = mask() as [Stroke, Stroke];
    expect(painted.size).toBeGreaterThan(16);
    expect(erased).toMatchObject({ erase: true });
    expect(erased.size).toBeLessThan(16);
  });

  it('needs no mouse: arrows move it, with Shift they paint, Space puts a dot', async () => {
    const { user, surface } = await openBrush();
    surface.focus();
    await user.keyboard(' ');
    await user.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}');
    expect((mask() as Stroke[]).map(({ points }) => points)).toEqual([
      [128, 64],
      [136, 64, 136, 72],
    ]);
  });

  it('keeps the strokes while the page is elsewhere', async () => {
    const { surface, unmount } = await openBrush();
    stroke(surface, [100, 50]);
    unmount();
    useReference.setState({ editing: null });
    await useDraft.persist.rehydrate();
    await openCreator();
    expect(mask()).toHaveLength(1);
    expect(await screen.findByText('Solo cambia lo pintado.')).toBeVisible();
  });

  it('takes no other picture while it is open', async () => {
    await openBrush();
    fireEvent.paste(document.body, { clipboardData: { files: [png('otra.png')], types: ['Files'] } });
    expect(useReference.getState().upload).toBeNull();
  });

  it('what was painted for a job is remembered with it', async () => {
    drawingStudio();
    const { user, prompt } = await openWithReference({ ...withReference(EMPTY_DRAFT, chosen), mask: dot });
    await user.type(prompt, 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(useSentMasks.getState().masks).toEqual([{ job: 'img_new_1', edits: dot }]));
  });
});

describe('widening', () => {
  it('to a format or side by side, with the size it will have', async () => {
    const asked = drawingStudio();
    const { user } = await openWithReference();
    await user.click(screen.getByRole('button', { name: 'Ampliar' }));
    const it = await editor('Ampliar la imagen');
    await user.click(it.getByRole('button', { name: '1:1' }));
    expect(it.getByText('256 × 128 px → 256 × 256 px')).toBeInTheDocument();
    const left = it.getByRole('textbox', { name: 'Izquierda' });
    await user.clear(left);
    await user.type(left, '44');
    expect(it.getByText('256 × 128 px → 300 × 256 px')).toBeInTheDocument();
    await user.click(it.getByRole('button', { name: 'Listo' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.getByText('Se amplía a 300 × 256 px.')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Qué quieres ver' }), 'x{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked[0]).toMatchObject({ outpaint: { left: 44, right: 0, top: 64, bottom: 64 } }));
    expect(asked[0]).not.toHaveProperty('mask');
  });

  it('and painting are told in one sentence, which does not say that only one of them happens', async () => {
    const outpaint = { left: 44, right: 0, top: 0, bottom: 0 };
    await openWithReference({ ...withReference(EMPTY_DRAFT, chosen), mask: dot, outpaint });
    expect(screen.getByText('Cambia lo pintado y se amplía a 300 × 128 px.')).toBeVisible();
    expect(screen.queryByText(/Solo cambia/)).not.toBeInTheDocument();
  });

  it('warns before the studio would refuse', async () => {
    const { user } = await openWithReference();
    await user.click(screen.getByRole('button', { name: 'Ampliar' }));
    const it = await editor('Ampliar la imagen');
    await user.type(it.getByRole('textbox', { name: 'Derecha' }), '4000');
    expect(it.getByRole('alert')).toHaveTextContent('Como máximo 4096 px de lado.');
    await user.click(it.getByRole('button', { name: 'Sin ampliar' }));
    expect(it.queryByRole('alert')).not.toBeInTheDocument();
  });
});
