import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { routes } from '@/app/routes';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import type { MaskEdit } from '@/features/image/lib/mask';
import { useDraft } from '@/features/image/store/draft';
import { useReference } from '@/features/image/store/reference';
import { useSentMasks } from '@/features/image/store/sent-masks';
import { fakeCanvas } from '@/testing/canvas';
import { drawingStudio, openCreator } from '@/testing/creator';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, model } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';

const capabilities = ['text-to-image', 'image-to-image', 'inpaint'];
const uploaded = { id: 'up_1', prompt: '', name: 'taza.png', width: 256, height: 128, recipe: null, job_id: null };
const made = { id: 'img_2_0', job_id: 'img_2', prompt: 'un gato', recipe: { ...asset().recipe, prompt: 'un gato' } };
const dot: MaskEdit[] = [{ kind: 'stroke', erase: false, size: 20, points: [10, 10] }];

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  useReference.setState({ upload: null, problem: null, editing: null });
  useSentMasks.setState({ masks: [] });
  server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ capabilities })] })));
  fakeCanvas();
});

const picture = () => screen.findByRole('img', { name: 'Imagen de referencia: taza.png' });

describe('a finished picture', () => {
  const choose = async (user: Awaited<ReturnType<typeof openCreator>>['user'], prompt: string, offer: string) => {
    const place = (await screen.findByRole('button', { name: `Abrir: ${prompt}` })).closest('li') as HTMLElement;
    await user.click(within(place).getByRole('button', { name: 'Más acciones' }));
    // Without a layout the menu takes its button for scrolled away, and hides.
    await user.click(await screen.findByRole('menuitem', { name: offer, hidden: true }));
  };

  it('has four variations, from itself, with its own words and new seeds, leaving the controls alone', async () => {
    fakeLibrary(made);
    const { asked } = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'lo mío');
    await choose(user, 'un gato', 'Cuatro variaciones');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toEqual({
      prompt: 'un gato',
      num_outputs: 4,
      scheduler: 'euler',
      image_asset_id: 'img_2_0',
      include_base64: false,
    });
    expect(prompt).toHaveValue('lo mío');
  });

  it('says why variations could not be asked for', async () => {
    fakeLibrary(made);
    server.use(http.post(at('/generate-image'), () => failure(503, 'queue_full')));
    const { user } = await openCreator();
    await choose(user, 'un gato', 'Cuatro variaciones');
    expect(await screen.findByText('No se han podido pedir las variaciones')).toBeVisible();
  });

  it('opens under the brush', async () => {
    fakeLibrary(made);
    const { user, prompt } = await openCreator();
    await choose(user, 'un gato', 'Cambiar una parte');
    expect(await screen.findByRole('application', { name: /^Zona que cambia/ })).toBeVisible();
    expect(useDraft.getState().draft.reference).toEqual({ assetId: 'img_2_0', width: 256, height: 256 });
    expect(prompt).toHaveValue('un gato');
  });

  it('from the library leads to the image tab', async () => {
    fakeLibrary(uploaded, made);
    const { user, router } = renderRoutes(routes, '/library?asset=up_1');
    const viewer = within(await screen.findByRole('dialog', { name: 'Visor' }, { timeout: 8000 }));
    // An upload has no words to vary.
    expect(viewer.queryByRole('button', { name: 'Cuatro variaciones' })).not.toBeInTheDocument();
    await user.click(viewer.getByRole('button', { name: 'Usar de referencia' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/create'));
    expect(await picture()).toBeVisible();
  });

  it('UX-37 stands beside what it was made from, under a handle that keys move', async () => {
    const recipe = { ...made.recipe, image_asset_id: 'up_1' };
    fakeLibrary({ ...made, recipe }, uploaded);
    const { user } = await openCreator();
    await choose(user, 'un gato', 'Comparar con la referencia');
    const handle = await screen.findByRole('slider', { name: 'Comparación' });
    handle.focus();
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(handle).toHaveAttribute('aria-valuetext', '62 % del antes');
    await user.keyboard('{Home}');
    expect(handle).toHaveAttribute('aria-valuenow', '0');
    await user.keyboard('c');
    expect(screen.queryByRole('slider', { name: 'Comparación' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Comparar' }));
    expect(await screen.findByRole('slider', { name: 'Comparación' })).toBeVisible();
  });

  it('UX-36 gives back its reference and what was painted over it', async () => {
    const recipe = { ...made.recipe, image_asset_id: 'up_1', mask_sha256: 'a'.repeat(64), strength: 0.8 };
    fakeLibrary({ ...made, recipe }, uploaded);
    useSentMasks.setState({ masks: [{ job: 'img_2', edits: dot }] });
    await openCreator();
    const proof = await screen.findByRole('button', { name: 'Abrir: un gato' });
    proof.focus();
    fireEvent.keyDown(proof, { key: 'a' });
    expect(await picture()).toBeVisible();
    expect(useDraft.getState().draft).toMatchObject({
      reference: { assetId: 'up_1', width: 256, height: 128 },
      mask: dot,
      strength: 0.8,
    });
  });
});
