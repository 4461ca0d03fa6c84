import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { routes } from '@/app/routes';
import { useDraft } from '@/features/image/store/draft';
import { fakeLibrary } from '@/testing/fake-library';
import { asset } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';

const three = [
  { id: 'a', prompt: 'un perro' },
  { id: 'b', prompt: 'un gato', favorite: true },
  { id: 'c', prompt: 'un pez' },
];

const openLibrary = (path = '/library') => renderRoutes(routes, path);
// The first test also loads the page's own file.
const proof = (prompt: string) => screen.findByRole('button', { name: `Abrir: ${prompt}` }, { timeout: 5000 });
const names = () => screen.queryAllByRole('button', { name: /^Abrir: / }).map((one) => one.getAttribute('aria-label'));

describe('finding things', () => {
  it('UX-44 search and filters are sent, and stand in the address', async () => {
    const library = fakeLibrary(...three);
    const { user, router } = openLibrary();
    await proof('un perro');
    await user.type(screen.getByRole('searchbox', { name: 'Buscar' }), 'gato');
    await waitFor(() => expect(names()).toEqual(['Abrir: un gato']));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Fecha' }), 'week');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Tipo' }), 'image');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Orden' }), 'oldest');
    await user.click(screen.getByRole('button', { name: 'Favoritos' }));
    await waitFor(() =>
      expect(router.state.location.search).toBe('?q=gato&period=week&type=image&sort=oldest&favorite=1'),
    );
    await waitFor(() => {
      const last = library.listed.at(-1);
      expect(last?.get('q')).toBe('gato');
      expect(last?.get('favorite')).toBe('true');
      expect(last?.get('type')).toBe('image');
      expect(last?.get('sort')).toBe('oldest');
      expect(last?.get('since')).toMatch(/^\d{4}-\d\d-\d\dT/);
    });
  });

  it('UX-44 an address with filters opens filtered', async () => {
    fakeLibrary(...three);
    openLibrary('/library?q=pez');
    await proof('un pez');
    expect(names()).toEqual(['Abrir: un pez']);
    expect(screen.getByRole('searchbox')).toHaveValue('pez');
  });

  it('UX-45 the next page is loaded on request, the frames keep their aspect', async () => {
    fakeLibrary(...Array.from({ length: 70 }, (_, n) => ({ id: `a${n}`, prompt: `n ${n}`, width: 112, height: 144 })));
    const { user } = openLibrary();
    await proof('n 0');
    expect(names()).toHaveLength(60);
    expect(screen.getByText('70 elementos')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cargar más' }));
    await waitFor(() => expect(names()).toHaveLength(70));
    expect((await proof('n 69')).closest('li')).toHaveStyle({ '--ratio': `${112 / 144}` });
    expect(screen.queryByRole('button', { name: 'Cargar más' })).not.toBeInTheDocument();
  });
});

describe('UX-53 why there is nothing to see', () => {
  it('nothing made yet leads to creating', async () => {
    fakeLibrary();
    const { user, router } = openLibrary();
    expect(await screen.findByText('Tu biblioteca está vacía.')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Crear una imagen' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/create'));
  });

  it('no match leads back to everything', async () => {
    fakeLibrary(...three);
    const { user } = openLibrary('/library?q=dragón');
    expect(await screen.findByText('Nada coincide con «dragón».')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Quitar los filtros' }));
    expect(await proof('un perro')).toBeVisible();
  });

  it('no favourites says how to make one', async () => {
    fakeLibrary({ id: 'a' });
    openLibrary('/library?favorite=1');
    expect(await screen.findByText('Aún no hay favoritos.')).toBeVisible();
  });

  it('a studio that fails says so, and Retry reads it again', async () => {
    server.use(http.get(at('/api/assets'), () => failure(500, 'internal_error'), { once: true }));
    const { user } = openLibrary();
    expect(await screen.findByText('Ha fallado algo dentro del estudio.')).toBeVisible();
    fakeLibrary({ id: 'a', prompt: 'un perro' });
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    expect(await proof('un perro')).toBeVisible();
  });
});

describe('UX-46 many at once', () => {
  it('Ctrl+click, Shift+click, Ctrl+A and Esc select and let go', async () => {
    fakeLibrary(...three);
    const { user } = openLibrary();
    const first = await proof('un perro');
    await user.keyboard('{Control>}');
    await user.click(first);
    await user.keyboard('{/Control}');
    expect(screen.getByRole('checkbox', { name: 'Seleccionar: un perro' })).toBeChecked();
    await user.keyboard('{Shift>}');
    await user.click(await proof('un pez'));
    await user.keyboard('{/Shift}');
    const bar = screen.getByRole('toolbar', { name: 'Acciones sobre la selección' });
    expect(within(bar).getByText('3 seleccionados')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(3);
  });

  it('UX-35 deleting many asks first, and can be undone', async () => {
    const library = fakeLibrary(...three);
    const { user } = openLibrary();
    await proof('un perro');
    await user.click(screen.getByRole('checkbox', { name: 'Seleccionar: un perro' }));
    await user.click(screen.getByRole('checkbox', { name: 'Seleccionar: un gato' }));
    await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Eliminar' }));
    const dialog = await screen.findByRole('dialog', { name: '¿Eliminar 2 elementos?' });
    expect(library.asked).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Eliminar' }));
    await waitFor(() => expect(names()).toEqual(['Abrir: un pez']));
    await user.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(await proof('un gato')).toBeVisible();
    expect(library.asked).toEqual([
      'POST /api/assets/delete {"ids":["a","b"]}',
      'POST /api/assets/a/restore',
      'POST /api/assets/b/restore',
    ]);
  });

  it('marks and tags everything selected, keeping the tags that were there', async () => {
    const library = fakeLibrary({ id: 'a', prompt: 'un perro', tags: ['viejo'] }, { id: 'b', prompt: 'un gato' });
    const { user } = openLibrary();
    await proof('un perro');
    await user.keyboard('{Control>}a{/Control}');
    const bar = within(screen.getByRole('toolbar'));
    await user.click(bar.getByRole('button', { name: 'Marcar como favorita' }));
    await waitFor(() => expect(library.assets.every(({ favorite }) => favorite)).toBe(true));
    await user.click(bar.getByRole('button', { name: 'Etiquetar' }));
    await user.type(await screen.findByRole('textbox', { name: 'Añadir etiqueta' }), 'verano{Enter}');
    await waitFor(() => expect(library.assets.map(({ tags }) => tags)).toEqual([['viejo', 'verano'], ['verano']]));
    expect(await screen.findByText('Etiqueta «verano» añadida')).toBeVisible();
  });

  it('UX-34 downloads the selection as a ZIP', async () => {
    const library = fakeLibrary(...three);
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const { user } = openLibrary();
    await proof('un perro');
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Descargar ZIP' }));
    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect(library.asked).toEqual(['POST /api/assets/export {"ids":["a","b","c"]}']);
    expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe('enfoads.zip');
  });
});

describe('one at a time', () => {
  it('UX-33 the full stop marks the focused picture, and goes back when the studio refuses', async () => {
    const library = fakeLibrary(...three);
    const { user } = openLibrary();
    (await proof('un perro')).focus();
    await user.keyboard('.');
    await waitFor(() => expect(library.assets[0]?.favorite).toBe(true));
    server.use(http.patch(at('/api/assets/:id'), () => failure(507, 'disk_full')));
    await user.keyboard('.');
    expect(await screen.findByText('No se ha podido guardar el cambio')).toBeVisible();
    const item = within((await proof('un perro')).closest('li') as HTMLElement);
    expect(item.getByRole('button', { name: 'Quitar de favoritas' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('UX-35 deleting one is undone from the toast', async () => {
    fakeLibrary(...three);
    const { user } = openLibrary();
    (await proof('un gato')).focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(names()).toEqual(['Abrir: un perro', 'Abrir: un pez']));
    expect(await screen.findByText('Elemento eliminado')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Deshacer' }));
    expect(await proof('un gato')).toBeVisible();
  });

  it('UX-35 the keyboard stays on the sheet when its picture goes', async () => {
    fakeLibrary(...three);
    const { user } = openLibrary();
    (await proof('un gato')).focus();
    await user.keyboard('{Delete}');
    await waitFor(async () => expect(await proof('un pez')).toHaveFocus());
  });

  it('UX-36 "use these settings" opens the creator with everything restored', async () => {
    fakeLibrary({ id: 'a', prompt: 'un perro', recipe: { prompt: 'un perro', seed: 7, model: 'starter' } });
    const { user, router } = openLibrary();
    (await proof('un perro')).focus();
    await user.keyboard('a');
    await waitFor(() => expect(router.state.location.pathname).toBe('/create'));
    expect(await screen.findByRole('textbox', { name: 'Qué quieres ver' }, { timeout: 5000 })).toHaveValue('un perro');
    expect(useDraft.getState().draft.seed).toBe(7);
  });

  it('UX-34 downloads one under a name a person can read', async () => {
    fakeLibrary({ id: 'img_1_0', prompt: 'Una niña, 3 años' });
    server.use(http.get(at('/api/assets/img_1_0/file'), () => HttpResponse.arrayBuffer(new ArrayBuffer(8))));
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const { user } = openLibrary();
    (await proof('Una niña, 3 años')).focus();
    await user.keyboard('d');
    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe('una-nina-3-anos-img_1_0.png');
  });
});

describe('the viewer', () => {
  it('UX-32 a link opens it, arrows walk, Esc closes and the focus is back on the sheet', async () => {
    fakeLibrary(...three);
    const { user, router } = openLibrary('/library?asset=a');
    const dialog = await screen.findByRole('dialog', { name: 'Visor' });
    expect(await within(dialog).findByText('1 de 3')).toBeVisible();
    await user.keyboard('{ArrowRight}');
    expect(await within(dialog).findByText('2 de 3')).toBeVisible();
    expect(router.state.location.search).toBe('?asset=b');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(router.state.location.search).toBe('');
    await waitFor(async () => expect(await proof('un gato')).toHaveFocus());
  });

  it('a link to a picture beyond the first page shows it alone', async () => {
    fakeLibrary(...three);
    server.use(http.get(at('/api/assets/:id'), () => HttpResponse.json(asset({ id: 'old', prompt: 'muy antiguo' }))));
    openLibrary('/library?asset=old');
    const dialog = await screen.findByRole('dialog', { name: 'Visor' });
    expect(await within(dialog).findAllByText('muy antiguo')).not.toHaveLength(0);
    expect(within(dialog).queryByRole('button', { name: 'Siguiente' })).not.toBeInTheDocument();
  });

  it('a link to a picture that is gone says so and leaves the library open', async () => {
    fakeLibrary(...three);
    const { router } = openLibrary('/library?asset=gone');
    expect(await screen.findByText('Este elemento ya no está')).toBeVisible();
    expect(await proof('un perro')).toBeVisible();
    await waitFor(() => expect(router.state.location.search).toBe(''));
  });

  it('UX-38 shows everything known, and copies it', async () => {
    fakeLibrary({ id: 'a', prompt: 'un perro' });
    const { user } = openLibrary('/library?asset=a');
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    await user.click(await dialog.findByRole('button', { name: 'Copiar Semilla' }));
    expect(await navigator.clipboard.readText()).toBe('81234');
    await user.click(dialog.getByRole('button', { name: 'Copiar los detalles' }));
    const all = await navigator.clipboard.readText();
    expect(all).toContain('Texto: un perro');
    expect(all).toContain('Modelo: starter');
    expect(all).toContain('Pasos: 20');
    expect(all).toContain('Origen: Hecha con IA en este estudio');
  });

  it('renames, adds and removes tags', async () => {
    const library = fakeLibrary({ id: 'a', prompt: 'un perro', tags: ['viejo'] });
    const { user } = openLibrary('/library?asset=a');
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    await user.type(await dialog.findByRole('textbox', { name: 'Nombre' }), 'Campaña');
    await user.click(dialog.getByRole('button', { name: 'Guardar' }));
    await waitFor(() => expect(library.assets[0]?.name).toBe('Campaña'));
    const tags = dialog.getByRole('combobox', { name: 'Etiquetas' });
    await user.type(tags, 'verano{Enter}');
    await waitFor(() => expect(library.assets[0]?.tags).toEqual(['viejo', 'verano']));
    await user.type(tags, '{Backspace}{Backspace}');
    await waitFor(() => expect(library.assets[0]?.tags).toEqual([]));
  });

  it('deleting in the viewer goes on to the next picture', async () => {
    fakeLibrary(...three);
    const { user } = openLibrary('/library?asset=a');
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    await user.click(await dialog.findByRole('button', { name: 'Eliminar' }));
    expect(await dialog.findByText('1 de 2')).toBeVisible();
    expect(dialog.getByRole('img', { name: 'un gato' })).toBeVisible();
  });

  it('UX-32 switches between fitting and actual size with a key', async () => {
    fakeLibrary({ id: 'a', prompt: 'un perro', width: 2000, height: 1000 });
    const { user } = openLibrary('/library?asset=a');
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    await user.click(await dialog.findByRole('button', { name: 'Tamaño real' }));
    expect(dialog.getByRole('img', { name: 'un perro' })).toHaveStyle({ width: '2000px' });
    await user.keyboard('z');
    expect(dialog.getByRole('button', { name: 'Tamaño real' })).toBeVisible();
  });
});
