import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { routes } from '@/app/routes';
import { useDraft } from '@/features/image/store/draft';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, publicSettings } from '@/testing/fixtures';
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

describe('uploads', () => {
  afterEach(() => vi.unstubAllGlobals());
  const png = (name = 'foto.png') => new File([new Uint8Array(64)], name, { type: 'image/png' });
  const takesUploads = (library: ReturnType<typeof fakeLibrary>) =>
    server.use(
      http.post(at('/api/assets'), async ({ request }) => {
        const name = /name="file"; filename="([^"]+)"/.exec(await request.text())?.[1] ?? '';
        const made = asset({ id: `up_${name}`, name, prompt: '', recipe: null, source: 'upload' });
        library.assets = [made, ...library.assets];
        return HttpResponse.json(made, { status: 201 });
      }),
    );
  const picker = () => screen.getByLabelText('Subir archivos', { selector: 'input' });

  it('UX-4 a picked file is sent and appears in the library', async () => {
    takesUploads(fakeLibrary());
    const { user } = openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    await user.upload(picker(), png());
    expect(await proof('foto.png')).toBeVisible();
    const list = within(screen.getByRole('region', { name: 'Subidas' }));
    expect(list.getByText('En la biblioteca')).toBeVisible();
    await user.click(list.getByRole('button', { name: 'Ocultar las terminadas' }));
    expect(screen.queryByRole('region', { name: 'Subidas' })).not.toBeInTheDocument();
  });

  it('UX-3 type and size are checked before anything is sent, and the limit is named', async () => {
    fakeLibrary();
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(publicSettings({ max_upload_bytes: 2e6 }))));
    openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    const huge = new File([new Uint8Array(3e6)], 'enorme.png', { type: 'image/png' });
    const text = new File(['hola'], 'nota.txt', { type: 'text/plain' });
    const zone = screen.getByRole('heading', { name: 'Biblioteca' });
    const empty = new File([], 'nada.png', { type: 'image/png' });
    await waitFor(() => fireEvent.drop(zone, { dataTransfer: transfer([huge, text, empty]) }));
    expect(await screen.findByText('Pasa del límite: máx. 2 MB.')).toBeVisible();
    expect(screen.getByText('No es una imagen, un vídeo ni un audio que se admita.')).toBeVisible();
    expect(screen.getByText('El archivo está vacío.')).toBeVisible();
  });

  it('UX-3 a video may be larger than a picture, and has a limit of its own', async () => {
    const limits = publicSettings({ max_upload_bytes: 1e6, max_video_bytes: 3e6 });
    takesUploads(fakeLibrary());
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(limits)));
    const { user } = openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    const video = (name: string, bytes: number) => new File([new Uint8Array(bytes)], name, { type: 'video/mp4' });
    await waitFor(() => expect(screen.queryByText(/máx. 50 MB/)).not.toBeInTheDocument());
    await user.upload(picker(), [video('corto.mp4', 1.5e6), video('largo.mp4', 4e6)]);
    expect(await screen.findByText('Pasa del límite: máx. 3 MB.')).toBeVisible();
    expect(await proof('corto.mp4')).toBeVisible();
  });

  it('UX-3 a sound is taken too, by whatever name the system or the microphone gives it, with a limit of its own', async () => {
    const limits = publicSettings({ max_upload_bytes: 1e6, max_audio_bytes: 4e6 });
    takesUploads(fakeLibrary());
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(limits)));
    const { user } = openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    const sound = (name: string, bytes: number, type: string) => new File([new Uint8Array(bytes)], name, { type });
    await waitFor(() => expect(screen.queryByText(/máx. 50 MB/)).not.toBeInTheDocument());
    const zone = screen.getByRole('heading', { name: 'Biblioteca' });
    const spoken = sound('voz.webm', 1.5e6, 'audio/webm;codecs=opus');
    fireEvent.drop(zone, { dataTransfer: transfer([spoken]) });
    expect(await proof('voz.webm')).toBeVisible();
    await user.upload(picker(), [sound('larga.m4a', 5e6, 'audio/x-m4a')]);
    expect(await screen.findByText('Pasa del límite: máx. 4 MB.')).toBeVisible();
  });

  it('UX-41 a sound shows its waveform on the sheet and can be played in the viewer', async () => {
    fakeLibrary({
      id: 'v',
      type: 'audio',
      mime: 'audio/mp4',
      name: 'mi voz',
      recipe: null,
      width: null,
      height: null,
      duration_s: 4.2,
    });
    const { user } = openLibrary();
    await user.click(await proof('mi voz'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Visor' }));
    const player = await dialog.findByLabelText('mi voz', { selector: 'audio' });
    expect(player).toHaveAttribute('src', expect.stringContaining('/api/assets/img_1_0/file'));
    expect(player).toHaveAttribute('controls');
    expect(screen.getAllByText(/4,2 s/).length).toBeGreaterThan(0);
    expect(document.querySelector('[style*="/api/assets/img_1_0/thumbnail"]')).not.toBeNull();
  });

  it('UX-1 the page lights up while a file hovers, in danger when it cannot be taken', async () => {
    fakeLibrary();
    openLibrary();
    const zone = await screen.findByRole('heading', { name: 'Biblioteca' });
    fireEvent.dragEnter(zone, { dataTransfer: transfer([png()]) });
    expect(await screen.findByText('Suelta aquí para subir')).toBeVisible();
    fireEvent.dragLeave(zone, { dataTransfer: transfer([png()]) });
    await waitFor(() => expect(screen.queryByText('Suelta aquí para subir')).not.toBeInTheDocument());
    fireEvent.dragEnter(zone, { dataTransfer: transfer([new File([''], 'a.txt', { type: 'text/plain' })]) });
    expect(await screen.findByText(/^Solo imágenes/)).toBeVisible();
  });

  it('UX-2 a pasted picture is taken, but not from a field that is being typed in', async () => {
    const library = fakeLibrary();
    takesUploads(library);
    openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    fireEvent.paste(screen.getByRole('searchbox'), {
      clipboardData: { files: [png('no.png')], types: ['Files', 'text/plain'] },
    });
    fireEvent.paste(document.body, { clipboardData: { files: [png('pegada.png')] } });
    expect(await proof('pegada.png')).toBeVisible();
    expect(library.assets).toHaveLength(1);
  });

  it('says why the studio refused a file', async () => {
    fakeLibrary();
    server.use(http.post(at('/api/assets'), () => failure(422, 'unreadable_image')));
    const { user } = openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    await user.upload(picker(), png('rota.png'));
    expect(await screen.findByText(/no es una imagen que se pueda abrir/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Quitar de la lista: rota.png' }));
    expect(screen.queryByText('rota.png')).not.toBeInTheDocument();
  });

  it('UX-4 cancel stops the request', async () => {
    fakeLibrary();
    let aborted = false;
    server.use(
      http.post(at('/api/assets'), async ({ request }) => {
        await new Promise((resolve) => request.signal.addEventListener('abort', resolve, { once: true }));
        aborted = true;
        return HttpResponse.error();
      }),
    );
    const { user } = openLibrary();
    await screen.findByText('Tu biblioteca está vacía.');
    await user.upload(picker(), png('larga.png'));
    await user.click(await screen.findByRole('button', { name: 'Cancelar la subida de larga.png' }));
    expect(screen.queryByText('larga.png')).not.toBeInTheDocument();
    await waitFor(() => expect(aborted).toBe(true));
  });
});

/** What a browser hands over when files are dragged. */
const transfer = (files: File[]) => ({
  files,
  items: files.map((file) => ({ kind: 'file', type: file.type, getAsFile: () => file })),
  types: ['Files'],
});
