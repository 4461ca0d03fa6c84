import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { useLoraUploads } from '@/features/image/store/lora-uploads';
import type { Schemas } from '@/services/api';
import { openCreator } from '@/testing/creator';
import { job, model, publicSettings } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';

type Fields = Record<string, unknown>;
type Lora = Schemas['LoraInfo'];

const ALL = ['text-to-image', 'image-to-image', 'inpaint', 'negative-prompt', 'pag', 'lora'];

beforeEach(() => {
  useDraft.setState({ draft: { ...EMPTY_DRAFT, prompt: 'una taza' }, advancedOpen: true });
  useLoraUploads.setState({ items: [] });
});

/** A studio whose model can do this, and which notes what it is asked to draw. */
function drawingStudio(capabilities = ALL, ...others: Partial<Schemas['ModelInfo']>[]): Fields[] {
  const asked: Fields[] = [];
  const items = [model({ capabilities }), ...others.map((one) => model({ active: false, limits: null, ...one }))];
  server.use(
    http.get(at('/api/models'), () => HttpResponse.json({ items })),
    http.post(at('/generate-image'), async ({ request }) => {
      asked.push((await request.json()) as Fields);
      return HttpResponse.json({ job: job({ id: `img_new_${asked.length}` }) }, { status: 202 });
    }),
  );
  return asked;
}

async function open() {
  const page = await openCreator();
  const generate = () => page.user.type(page.prompt, '{Control>}{Enter}{/Control}');
  return { ...page, generate };
}

const sent = async (asked: Fields[]) => {
  await waitFor(() => expect(asked).toHaveLength(1));
  return asked[0] as Fields;
};

describe('the final size', () => {
  it('ready to publish follows the chosen format, with the platform’s exact pixels', async () => {
    const asked = drawingStudio();
    const { user, generate } = await open();
    await user.click(screen.getByRole('radio', { name: /^Para redes/ }));
    await user.click(screen.getByRole('radio', { name: /^Reels.*1080×1920/ }));
    expect(screen.getByText('Para Reels, TikTok, Stories, Shorts.')).toBeVisible();
    expect(screen.getByText(/Se dibuja a \d+×\d+ y se entrega a 1080×1920\./)).toBeVisible();
    // With nothing installed that enlarges there is nothing to choose.
    expect(screen.queryByRole('combobox', { name: 'Ampliación' })).not.toBeInTheDocument();
    await generate();
    const fields = await sent(asked);
    expect(fields).toMatchObject({ output_width: 1080, output_height: 1920 });
    expect(fields).not.toHaveProperty('width');
  });

  it('says when so much enlarging will look soft, unless an upscaler is installed', async () => {
    drawingStudio(ALL, { id: 'esrgan', task: 'upscale', title_es: 'ESRGAN' });
    const { user } = await open();
    await user.click(screen.getByRole('radio', { name: /^Para redes/ }));
    expect(screen.queryByText(/se verá suave/)).toBeNull();
    expect(screen.getByRole('option', { name: 'ESRGAN' })).toBeInTheDocument();
  });

  it('takes pixels of one’s own, and goes back to what is drawn', async () => {
    const asked = drawingStudio();
    const { user, generate } = await open();
    await user.click(screen.getByRole('radio', { name: /^Propio/ }));
    const width = screen.getByRole('textbox', { name: 'Ancho' });
    await user.clear(width);
    await user.type(width, '800');
    await generate();
    expect(await sent(asked)).toMatchObject({ output_width: 800, output_height: 256 });
    await user.click(screen.getByRole('radio', { name: /^Tal cual/ }));
    expect(useDraft.getState().draft.outputSize).toBeNull();
  });
});

describe('the knobs', () => {
  it('for PAG, faces and the file are sent as they are set', async () => {
    const asked = drawingStudio(ALL, { id: 'isnet', task: 'matting' });
    const { user, generate } = await open();
    screen.getByRole('slider', { name: 'Refuerzo de estructura (PAG)' }).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    await user.click(screen.getByRole('switch', { name: /^Retocar caras/ }));
    await user.type(screen.getByRole('textbox', { name: 'Cómo son las caras' }), 'sonrisa');
    await user.click(screen.getByRole('radio', { name: 'WebP' }));
    screen.getByRole('slider', { name: 'Calidad del archivo' }).focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(screen.getByRole('switch', { name: /^Fondo transparente/ }));
    await generate();
    expect(await sent(asked)).toMatchObject({
      pag_scale: 1,
      face_refine: true,
      face_prompt: 'sonrisa',
      output_format: 'webp',
      output_compression: 89,
      background: 'transparent',
    });
  });

  it('that the model or the studio lacks are off and say why', async () => {
    drawingStudio(['text-to-image']);
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(publicSettings({ face_refinement: false }))));
    await open();
    expect(screen.getByText('Inicial no admite PAG.')).toBeVisible();
    expect(screen.getByText('Inicial no admite LoRA.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Elegir una LoRA' })).toBeDisabled();
    expect(await screen.findByText('Desactivado en este estudio (ENABLE_FACE_REFINEMENT).')).toBeVisible();
    expect(screen.getByRole('switch', { name: /^Retocar caras/ })).toBeDisabled();
    expect(screen.getByText('Hace falta un modelo de recorte.')).toBeVisible();
    expect(screen.getByRole('switch', { name: /^Fondo transparente/ })).toBeDisabled();
  });

  it('a JPG cannot be transparent: choosing it lets that go', async () => {
    drawingStudio(ALL, { id: 'isnet', task: 'matting' });
    const { user } = await open();
    await user.click(screen.getByRole('switch', { name: /^Fondo transparente/ }));
    await user.click(screen.getByRole('radio', { name: 'JPG' }));
    expect(screen.getByText('JPG no guarda transparencia: elige PNG o WebP.')).toBeVisible();
    expect(useDraft.getState().draft.background).toBe('auto');
  });

  it('the model says what it can do and that it reads only English', async () => {
    const limits = { ...(model().limits as Schemas['ImageLimits']), languages: ['en'] };
    drawingStudio();
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ capabilities: ALL, limits })] })));
    server.use(http.post(at('/translate-prompt'), () => failure(500, 'internal_error')));
    await open();
    expect(screen.getByRole('option', { name: 'Inicial (por defecto) · lee solo inglés' })).toBeInTheDocument();
    expect(screen.getByText(/^lee solo inglés · texto negativo · .*LoRA · PAG$/)).toBeVisible();
  });
});

const lora = (over: Partial<Lora> = {}): Lora => ({
  id: 'up_1',
  name: 'acuarela',
  source: 'library',
  asset_id: 'up_1',
  bytes: 22_000_000,
  sha256: '0'.repeat(64),
  base: 'sdxl',
  trigger_words: ['acuarela suave'],
  rank: 16,
  created_at: '2026-11-20T10:00:00Z',
  problem: null,
  ...over,
});

/** A studio that keeps LoRAs. */
function loraStudio(...loras: Lora[]) {
  const studio = { loras, gone: [] as Lora[], asked: [] as string[] };
  const take = (name: string) => {
    const made = lora({ id: `up_${name}`, asset_id: `up_${name}`, name });
    studio.loras = [made, ...studio.loras];
    return HttpResponse.json({ lora: made }, { status: 201 });
  };
  server.use(
    http.get(at('/api/loras'), () => HttpResponse.json({ items: studio.loras })),
    http.post(at('/api/loras'), async ({ request }) => {
      if (!request.headers.get('content-type')?.includes('json')) {
        return take(/filename="(.+)\.safetensors"/.exec(await request.text())?.[1] ?? '');
      }
      studio.asked.push(((await request.json()) as { url: string }).url);
      return take('traida');
    }),
    http.delete(at('/api/loras/:id'), ({ params }) => {
      studio.gone = studio.loras.filter(({ id }) => id === params.id);
      studio.loras = studio.loras.filter(({ id }) => id !== params.id);
      return HttpResponse.json({ deleted: [params.id], missing: [], restorable_until: '2026-11-20T10:10:00Z' });
    }),
    http.post(at('/api/assets/:id/restore'), () => {
      studio.loras = [...studio.gone, ...studio.loras];
      return HttpResponse.json({});
    }),
  );
  return studio;
}

async function openLibrary() {
  const page = await open();
  await page.user.click(screen.getByRole('button', { name: 'Elegir una LoRA' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'LoRA del estudio' }));
  return { ...page, dialog };
}

describe('LoRAs', () => {
  it('are chosen, weighed, triggered and sent', async () => {
    const asked = drawingStudio();
    loraStudio(lora(), lora({ id: 'loras/luz', asset_id: null, name: 'luz', source: 'local', trigger_words: [] }));
    const { user, dialog, prompt, generate } = await openLibrary();
    await user.click(await dialog.findByRole('button', { name: 'Usar acuarela' }));
    await user.click(dialog.getByRole('button', { name: 'Usar luz' }));
    await user.keyboard('{Escape}');
    screen.getByRole('slider', { name: 'Fuerza de acuarela' }).focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    const trigger = screen.getByRole('button', { name: 'acuarela suave' });
    await user.click(trigger);
    expect(prompt).toHaveValue('una taza, acuarela suave');
    await generate();
    expect(await sent(asked)).toMatchObject({
      prompt: 'una taza, acuarela suave',
      loras: [
        { asset_id: 'up_1', scale: 0.9 },
        { name: 'luz', scale: 1 },
      ],
    });
    await user.click(trigger);
    expect(prompt).toHaveValue('una taza');
    await user.click(screen.getByRole('button', { name: 'Quitar luz' }));
    expect(useDraft.getState().draft.loras.map(({ title }) => title)).toEqual(['acuarela']);
  });

  it('come from a file, and are in use at once', async () => {
    drawingStudio();
    loraStudio();
    const { user, dialog } = await openLibrary();
    const picker = document.querySelector<HTMLInputElement>('input[accept=".safetensors"]') as HTMLInputElement;
    await user.upload(picker, new File(['x'], 'mi-taza.safetensors'));
    expect(await dialog.findByRole('button', { name: 'Usar mi-taza' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('that were made for another model are refused beside their name, with the reason', async () => {
    drawingStudio();
    loraStudio();
    server.use(
      http.post(at('/api/loras'), () =>
        failure(422, 'unusable_lora', 'La LoRA vieja no se puede usar: es para Stable Diffusion 1.x', {
          hint: 'Elige otra.',
        }),
      ),
    );
    const { user, dialog } = await openLibrary();
    const picker = document.querySelector<HTMLInputElement>('input[accept=".safetensors"]') as HTMLInputElement;
    await user.upload(picker, new File(['x'], 'vieja.safetensors'));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'La LoRA vieja no se puede usar: es para Stable Diffusion 1.x. Elige otra.',
    );
    await user.click(dialog.getByRole('button', { name: 'Quitar de la lista: vieja.safetensors' }));
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('that cannot be LoRAs are not even sent', async () => {
    drawingStudio();
    loraStudio();
    server.use(http.post(at('/api/loras'), () => HttpResponse.error()));
    const { dialog } = await openLibrary();
    const picker = document.querySelector<HTMLInputElement>('input[accept=".safetensors"]') as HTMLInputElement;
    fireEvent.change(picker, { target: { files: [new File(['x'], 'modelo.ckpt')] } });
    expect(await dialog.findByRole('alert')).toHaveTextContent('No es un archivo safetensors.');
  });

  it('come from an https address; what is none or is refused is told at the field', async () => {
    drawingStudio();
    const studio = loraStudio();
    const { user, dialog } = await openLibrary();
    const address = dialog.getByRole('textbox', { name: 'Dirección https de una LoRA' });
    await user.type(address, 'http://x');
    expect(dialog.getByText('Pega una dirección que empiece por https://.')).toBeVisible();
    await user.clear(address);
    await user.type(address, 'https://cubo.example/a.safetensors?firma=1');
    await user.click(dialog.getByRole('button', { name: 'Traer' }));
    expect(await dialog.findByRole('button', { name: 'Usar traida' })).toHaveAttribute('aria-pressed', 'true');
    expect(studio.asked).toEqual(['https://cubo.example/a.safetensors?firma=1']);
    expect(address).toHaveValue('');
    server.use(
      http.post(at('/api/loras'), () => failure(422, 'url_refused', 'x no se descarga: su dirección no es pública')),
    );
    await user.type(address, 'https://x/a');
    await user.click(dialog.getByRole('button', { name: 'Traer' }));
    expect(await dialog.findByText('x no se descarga: su dirección no es pública.')).toBeVisible();
  });

  it('are deleted with a way back, out of the picture too', async () => {
    drawingStudio();
    loraStudio(lora());
    const { user, dialog } = await openLibrary();
    await user.click(await dialog.findByRole('button', { name: 'Usar acuarela' }));
    await user.click(dialog.getByRole('button', { name: 'Eliminar acuarela' }));
    expect(await dialog.findByText('Aún no hay ninguna LoRA.')).toBeVisible();
    expect(useDraft.getState().draft.loras).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Deshacer', hidden: true }));
    expect(await dialog.findByRole('button', { name: 'Usar acuarela' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('that cannot be used say why and cannot be chosen', async () => {
    drawingStudio();
    loraStudio(lora({ problem: 'es para FLUX' }));
    const { dialog } = await openLibrary();
    expect(await dialog.findByText('es para FLUX')).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Usar acuarela' })).toBeNull();
  });

  it('of a recipe that are no longer here say so', async () => {
    drawingStudio();
    loraStudio();
    const gone = { source: { asset_id: 'up_9' }, title: 'vieja', scale: 1, sha256: null };
    useDraft.setState({ draft: { ...EMPTY_DRAFT, prompt: 'x', loras: [gone] }, advancedOpen: true });
    await open();
    expect(await screen.findByText('Ya no está en el estudio. Quítala o vuelve a añadirla.')).toBeVisible();
  });
});
