import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { USUAL_OPTIONS, useSwap } from '@/features/faces/store/swap';
import { face, faceStudio, field, openSwap, ready } from '@/testing/face-studio';
import { fakeLibrary } from '@/testing/fake-library';
import { asset, job, model } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';

const mesh = model({ id: 'faces', task: 'faces', active: false, limits: null, capabilities: ['face-swap'] });
const insight = model({
  id: 'inswapper-128',
  task: 'face-swap',
  title_es: 'Intercambio de InsightFace, 128 px',
  active: false,
  limits: null,
  capabilities: ['face-swap'],
  commercial_use: false,
  condition: 'Research only.',
  condition_es: 'Solo para investigación no comercial.',
  accepted: false,
});

beforeEach(() => {
  useSwap.getState().reset();
  useSwap.setState({ options: USUAL_OPTIONS });
  server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model(), mesh, insight] })));
});

const picture = (name: string, type = 'image/jpeg') => new File(['x'], name, { type });
const pick = (zone: 'La cara' | 'La imagen', ...files: File[]) => {
  const input = screen.getAllByLabelText(zone).find((one) => one instanceof HTMLInputElement) as HTMLInputElement;
  fireEvent.change(input, { target: { files } });
};

const swap = () => screen.getByRole('button', { name: 'Cambiar la cara' });
const consent = () => screen.getByRole('checkbox', { name: /^Las personas que aparecen/ });
const finished = (over: object = {}) => ({
  asset: asset({ id: 'swap_1_0', url: '/api/assets/swap_1_0/file', job_id: 'swap_1' }),
  faces: [{ index: 0, same_person: true, turned: 3, warnings: [] }],
  warnings: [],
  engine: 'mesh',
  device: 'cpu',
  commercial_use: true,
  timings: { total_s: 0.4 },
  ...over,
});

describe('the way from two pictures to a swap', () => {
  it('says what to do before there is anything', async () => {
    await openSwap();
    expect(screen.getByText('Aquí verás el resultado, antes y después.')).toBeVisible();
    expect(screen.getByText('Añade una foto de la cara.')).toBeVisible();
    expect(swap()).toHaveAttribute('aria-disabled', 'true');
  });

  it('UX-60 nothing is sent before consent is ticked, and other pictures ask again', async () => {
    const studio = faceStudio({ 'ana.jpg': [face()], 'grupo.jpg': [face()], 'otra.jpg': [face()] });
    const { user } = await openSwap();
    pick('La cara', picture('ana.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    await ready('Cara 1, recibe la cara A');
    expect(screen.getByText('Confirma el permiso de las personas.')).toBeVisible();
    await user.click(swap());
    await user.click(consent());
    expect(swap()).toHaveAttribute('aria-disabled', 'false');
    pick('La imagen', picture('otra.jpg'));
    await ready('Cara 1, recibe la cara A');
    expect(consent()).not.toBeChecked();
    expect(studio.swaps).toEqual([]);
  });

  it('sends what is shown: pictures by the name the studio gave them, mapping, options', async () => {
    const studio = faceStudio({ 'ana.jpg': [face()], 'grupo.jpg': [face(), face({ index: 1 })] });
    const { user } = await openSwap();
    pick('La cara', picture('ana.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    await user.click(await ready('Cara 2, se queda como está'));
    await user.click(await ready('Cara 1, recibe la cara A'));
    await user.click(screen.getByRole('switch', { name: /^Conservar la boca/ }));
    await user.click(screen.getByRole('switch', { name: /^Marcar como/ }));
    await user.click(consent());
    await user.dblClick(swap());
    await waitFor(() => expect(studio.swaps).toHaveLength(1));
    const body = studio.swaps[0] ?? '';
    expect(field(body, 'source_inputs')).toBe('in_ana.jpg');
    expect(field(body, 'target_input')).toBe('in_grupo.jpg');
    expect(JSON.parse(field(body, 'mapping') ?? '')).toEqual([{ source: 0, source_face: 0, target_face: 1 }]);
    expect(field(body, 'consent')).toBe('true');
    expect(field(body, 'keep_mouth')).toBe('true');
    expect(field(body, 'label')).toBe('true');
    expect(field(body, 'keep_eyes')).toBeUndefined();
    expect(studio.headers[0]?.get('prefer')).toBe('respond-async');
    expect(studio.headers[0]?.get('idempotency-key')).toMatch(/^[\w-]{36}$/);
  });

  it('several faces of several photos are mapped by choice, and a face in hand goes where it is clicked', async () => {
    const studio = faceStudio({
      'ana.jpg': [face()],
      'luis.jpg': [face()],
      'grupo.jpg': [face(), face({ index: 1 }), face({ index: 2 })],
    });
    const { user } = await openSwap();
    pick('La cara', picture('ana.jpg'), picture('luis.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    await ready('Cara 1, recibe la cara A');
    await ready('Cara 2, recibe la cara B');
    const first = within(screen.getByRole('group', { name: 'Cara 1 de la imagen' }));
    await user.click(first.getByRole('button', { name: 'Cara B' }));
    const held = screen.getAllByRole('button', { name: 'Cara A' }).find((one) => one.className === 'box');
    await user.click(held as HTMLElement);
    await user.click(await ready('Cara 3, se queda como está'));
    await user.click(consent());
    await user.click(swap());
    await waitFor(() => expect(studio.swaps).toHaveLength(1));
    expect(JSON.parse(field(studio.swaps[0] ?? '', 'mapping') ?? '')).toEqual([
      { source: 1, source_face: 0, target_face: 0 },
      { source: 1, source_face: 0, target_face: 1 },
      { source: 0, source_face: 0, target_face: 2 },
    ]);
  });

  it('several photos for one face count as one person’s: the studio takes the one that fits', async () => {
    const studio = faceStudio({ 'a.jpg': [face()], 'b.jpg': [face()], 'retrato.jpg': [face()] });
    const { user } = await openSwap();
    pick('La cara', picture('a.jpg'), picture('b.jpg'));
    pick('La imagen', picture('retrato.jpg'));
    await ready('Cara 1, recibe la cara A');
    expect(screen.getByRole('switch', { name: /^Todas las fotos son/ })).toBeChecked();
    await user.click(consent());
    await user.click(swap());
    await waitFor(() => expect(studio.swaps).toHaveLength(1));
    const body = studio.swaps[0] ?? '';
    expect(body.match(/name="source_inputs"/g)).toHaveLength(2);
    expect(JSON.parse(field(body, 'mapping') ?? '')).toEqual([{ source_face: 0, target_face: 0 }]);
  });

  it('a picture comes from an address and leaves it', async () => {
    fakeLibrary({ id: 'img_7', name: 'cartel' });
    const studio = faceStudio({ img_7: [face()] });
    const { router } = await openSwap('/swap?target=img_7');
    await ready('Cara 1');
    expect(studio.searched).toEqual(['img_7 mesh']);
    expect(router.state.location.search).toBe('');
  });

  it('UX-2 a pasted picture fills the first empty place', async () => {
    faceStudio({ 'uno.png': [face()], 'dos.png': [face()] });
    await openSwap();
    const paste = (name: string) =>
      fireEvent.paste(document.body, { clipboardData: { files: [picture(name, 'image/png')], types: ['Files'] } });
    paste('uno.png');
    await ready('Cara A');
    paste('dos.png');
    await ready('Cara 1, recibe la cara A');
  });
});

describe('what cannot work', () => {
  it('is said beside the picture it is about: no face, the wrong kind, a video as a face', async () => {
    faceStudio({ 'ana.jpg': [face()] });
    await openSwap();
    pick('La imagen', picture('paisaje.jpg'));
    expect(await screen.findByText(/^No se ve ninguna cara en esta imagen/)).toBeVisible();
    pick('La cara', picture('clip.mp4', 'video/mp4'));
    expect(await screen.findByText(/La cara se saca de una foto, no de un vídeo/)).toBeVisible();
    pick('La cara', picture('nota.txt', 'text/plain'));
    expect(await screen.findByText(/nota.txt. Usa PNG, JPG o WebP/)).toBeVisible();
    expect(screen.queryByText(/clip.mp4/)).toBeNull();
  });

  it('tells what a face lacks, in words, before anything is swapped', async () => {
    const turned = face({
      pose: { yaw: 35, pitch: 0, roll: 0 },
      quality: 0.2,
      weaknesses: ['face_turned', 'face_blurred'],
    });
    faceStudio({ 'ana.jpg': [turned], 'grupo.jpg': [face()] });
    await openSwap();
    pick('La cara', picture('ana.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    expect(await ready('Cara A. girada 35°: espera defectos. borrosa')).toBeVisible();
    expect(screen.getByText(/^A: se ve mal, girada 35°/)).toBeVisible();
    expect(screen.getByText(/^Miran a lados muy distintos \(33°\)/)).toBeVisible();
  });

  it('a picture the studio cannot read says so, and is looked at again on request', async () => {
    faceStudio({ 'ana.jpg': [face()] });
    server.use(
      http.post(at('/faces/detect'), () => failure(422, 'unreadable_image', 'x', { param: 'image' }), { once: true }),
    );
    const { user } = await openSwap();
    pick('La cara', picture('ana.jpg'));
    expect(await screen.findByRole('alert')).toHaveTextContent('No se ha podido usar ana.jpg.');
    await user.click(screen.getByRole('button', { name: 'Buscar otra vez' }));
    expect(await ready('Cara A')).toBeVisible();
  });

  it('a pose beyond the engine names the picture, and can be forced', async () => {
    const studio = faceStudio({ 'ana.jpg': [face()], 'grupo.jpg': [face()] });
    const { user } = await openSwap();
    pick('La cara', picture('ana.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    await ready('Cara 1, recibe la cara A');
    await user.click(consent());
    const error = { code: 'face_pose_unsupported', message: 'La cara está girada 48°.', hint: '', param: 'source' };
    server.use(
      http.get(at('/api/jobs/:id'), () =>
        HttpResponse.json(job({ id: 'swap_1', kind: 'face_swap', status: 'failed', error: error as never })),
      ),
    );
    await user.click(swap());
    expect(await screen.findAllByText('La cara está girada 48°.')).not.toHaveLength(0);
    await user.click(await screen.findByRole('button', { name: 'Hacerlo de todas formas' }));
    await waitFor(() => expect(studio.swaps).toHaveLength(2));
    expect(field(studio.swaps[1] ?? '', 'force')).toBe('true');
  });
});

describe('engines', () => {
  it('say what their licence allows; one with a condition asks once', async () => {
    const studio = faceStudio({ 'ana.jpg': [face()] });
    const accepted: unknown[] = [];
    server.use(
      http.post(at('/api/models/:id/license'), async ({ request, params }) => {
        accepted.push([params.id, await request.json()]);
        const items = [model(), mesh, { ...insight, accepted: true }];
        server.use(http.get(at('/api/models'), () => HttpResponse.json({ items })));
        return HttpResponse.json({});
      }),
    );
    const { user } = await openSwap();
    expect(await screen.findByText('Uso comercial permitido')).toBeVisible();
    expect(screen.getByText('Sin uso comercial')).toBeVisible();
    pick('La cara', picture('ana.jpg'));
    await ready('Cara A');
    await user.click(screen.getByRole('radio', { name: 'InsightFace' }));
    const dialog = within(await screen.findByRole('dialog', { name: /^Condición de/ }));
    expect(dialog.getByText('Solo para investigación no comercial.')).toBeVisible();
    expect(useSwap.getState().options.engine).toBe('mesh');
    await user.click(dialog.getByRole('button', { name: 'Acepto la condición' }));
    await waitFor(() => expect(useSwap.getState().options.engine).toBe('insightface'));
    expect(accepted).toEqual([['inswapper-128', { accept: true }]]);
    // It numbers the faces its own way.
    await waitFor(() => expect(studio.searched).toEqual(['ana.jpg mesh', 'ana.jpg insightface']));
    await user.click(screen.getByRole('radio', { name: 'Malla' }));
    await user.click(screen.getByRole('radio', { name: 'InsightFace' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a swap', () => {
  async function started() {
    const studio = faceStudio({ 'ana.jpg': [face()], 'grupo.jpg': [face()] });
    const page = await openSwap();
    pick('La cara', picture('ana.jpg'));
    pick('La imagen', picture('grupo.jpg'));
    await ready('Cara 1, recibe la cara A');
    await page.user.click(consent());
    return { ...page, studio };
  }

  it('UX-23 UX-25 shows stage and time left, and is cancelled', async () => {
    const { user } = await started();
    const cancelled: unknown[] = [];
    const running = job({ id: 'swap_1', kind: 'face_swap', stage: 'loading', progress: 5, step: null, eta_s: 8 });
    const gone = { ...running, status: 'cancelled', seq: 9 };
    server.use(
      http.post(at('/face-swap'), () => HttpResponse.json({ job: running }, { status: 202 })),
      http.get(at('/api/jobs/:id'), () => HttpResponse.json(cancelled.length ? gone : running)),
      http.post(at('/api/jobs/:id/cancel'), ({ params }) => {
        cancelled.push(params.id);
        return HttpResponse.json(gone);
      }),
    );
    await user.click(swap());
    const line = await screen.findByRole('progressbar', { name: 'Cambiando la cara de grupo.jpg' });
    expect(line.getAttribute('aria-valuetext')).toMatch(/quedan 8 s$/);
    await user.click(
      within(screen.getByRole('region', { name: 'Resultado' })).getByRole('button', { name: 'Cancelar' }),
    );
    expect(await screen.findByText('El cambio se canceló.')).toBeVisible();
    expect(cancelled).toEqual(['swap_1']);
  });

  it('UX-37 UX-39 shows before and after, saves, and goes on to AdCreator', async () => {
    const { user } = await started();
    const done = job({ id: 'swap_1', kind: 'face_swap', status: 'completed', result: finished() as never });
    server.use(http.get(at('/api/jobs/:id'), () => HttpResponse.json(done)));
    await user.click(swap());
    const handle = await screen.findByRole('slider', { name: 'Comparación' });
    handle.focus();
    await user.keyboard('{End}');
    expect(handle).toHaveAttribute('aria-valuenow', '100');
    expect(screen.getByRole('img', { name: 'Cambio de cara en grupo.jpg. Antes' })).toHaveAttribute(
      'src',
      expect.stringMatching(/^blob:/),
    );
    expect(screen.getByText(/Cara 1: se reconoce la cara nueva/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Usar en Crear' })).toHaveAttribute('href', '/create?reference=swap_1_0');
    const link = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    server.use(http.get(at('/api/assets/swap_1_0/file'), () => HttpResponse.arrayBuffer(new ArrayBuffer(4))));
    await user.click(screen.getByRole('button', { name: 'Descargar' }));
    await waitFor(() => expect(link).toHaveBeenCalled());
    await user.click(screen.getByRole('button', { name: 'Otro cambio' }));
    expect(screen.queryByRole('slider', { name: 'Comparación' })).toBeNull();
    expect(swap()).toHaveAttribute('aria-disabled', 'false');
  });

  it('with a model without commercial use warns beside the result', async () => {
    const { user } = await started();
    const result = finished({
      commercial_use: false,
      faces: [{ index: 0, same_person: false, turned: 28, warnings: ['poses_differ'] }],
    });
    server.use(
      http.get(at('/api/jobs/:id'), () =>
        HttpResponse.json(job({ id: 'swap_1', kind: 'face_swap', status: 'completed', result: result as never })),
      ),
    );
    await user.click(swap());
    expect(await screen.findByText(/no lo uses en un anuncio/)).toBeVisible();
    expect(screen.getByText(/se reconoce poco.*\(28°\)/)).toBeVisible();
  });
});
