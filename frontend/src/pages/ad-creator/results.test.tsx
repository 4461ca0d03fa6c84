import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { usePromptHistory } from '@/features/image/store/prompt-history';
import { drawingStudio, openCreator } from '@/testing/creator';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, job } from '@/testing/fixtures';

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  usePromptHistory.setState({ prompts: [] });
});

const generate = () => screen.getByRole('button', { name: /^Generar/ });

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
