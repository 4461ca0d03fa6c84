import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { routes } from '@/app/routes';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, publicSettings } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';

const openLibrary = (path = '/library') => renderRoutes(routes, path);
const proof = (prompt: string) => screen.findByRole('button', { name: `Abrir: ${prompt}` });

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
    // The first test also loads the page's own file.
    await screen.findByText('Tu biblioteca está vacía.', {}, { timeout: 5000 });
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
