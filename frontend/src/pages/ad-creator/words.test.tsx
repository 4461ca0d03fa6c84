import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '@/features/image/lib/draft';
import { useDraft } from '@/features/image/store/draft';
import { useWords } from '@/features/image/store/words';
import type { Schemas } from '@/services/api';
import { openCreator } from '@/testing/creator';
import { job, model, publicSettings } from '@/testing/fixtures';
import { at, failure, server } from '@/testing/server';

type Fields = Record<string, unknown>;

const ENHANCED = 'una hamburguesa, luz de estudio, primer plano';

beforeEach(() => {
  useDraft.setState({ draft: EMPTY_DRAFT, advancedOpen: false });
  useWords.setState({ withBrand: true, withModel: false, translate: true, edited: null, turn: null });
});

/** A studio that notes what it is asked to draw. */
function drawingStudio(): Fields[] {
  const asked: Fields[] = [];
  server.use(
    http.post(at('/generate-image'), async ({ request }) => {
      asked.push((await request.json()) as Fields);
      return HttpResponse.json({ job: job({ id: `img_new_${asked.length}` }) }, { status: 202 });
    }),
  );
  return asked;
}

/** A studio that improves prompts, and notes what it is asked. */
function magicStudio(over: Partial<Schemas['MagicPrompt']> = {}): Fields[] {
  const asked: Fields[] = [];
  server.use(
    http.post(at('/magic-prompt'), async ({ request }) => {
      const body = (await request.json()) as Schemas['MagicPromptRequest'];
      asked.push(body as Fields);
      const answer = {
        enhanced_prompt: ENHANCED,
        negative_prompt: 'borroso',
        engine: body.engine ?? 'styles',
        ...over,
      };
      return HttpResponse.json({ prompt: body.prompt, ...answer });
    }),
  );
  return asked;
}

const improve = () => screen.getByRole('button', { name: 'Mejorar' });

describe('improving the prompt', () => {
  it('UX-13 rewrites it, says who wrote it, and goes back and forth in one action', async () => {
    const asked = magicStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una hamburguesa');
    await user.click(improve());
    await waitFor(() => expect(prompt).toHaveValue(ENHANCED));
    expect(asked).toEqual([{ prompt: 'una hamburguesa', brand: false, engine: 'styles' }]);
    expect(screen.getByText('Mejorado por los estilos del estudio.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Volver a mi texto' }));
    expect(prompt).toHaveValue('una hamburguesa');
    await user.click(screen.getByRole('button', { name: 'Rehacer la mejora' }));
    expect(prompt).toHaveValue(ENHANCED);
  });

  it('UX-13 the way back stays after the improved text was edited, and loses no edit', async () => {
    magicStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una hamburguesa');
    await user.click(improve());
    await screen.findByText('Mejorado por los estilos del estudio.');
    await user.type(prompt, ', de noche');
    await user.click(screen.getByRole('button', { name: 'Volver a mi texto' }));
    expect(prompt).toHaveValue('una hamburguesa');
    await user.click(screen.getByRole('button', { name: 'Rehacer la mejora' }));
    expect(prompt).toHaveValue(`${ENHANCED}, de noche`);
  });

  it('adds negative words after the person’s own, where the model reads any, and takes them back too', async () => {
    magicStudio({ negative_prompt: 'manos, borroso' });
    const capabilities = ['text-to-image', 'negative-prompt'];
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ capabilities })] })));
    useDraft.setState({ draft: { ...EMPTY_DRAFT, prompt: 'un perro', negativePrompt: 'Manos' } });
    const { user } = await openCreator();
    await user.click(improve());
    expect(await screen.findByText('También ha rellenado «Qué no quieres ver».')).toBeVisible();
    expect(useDraft.getState().draft.negativePrompt).toBe('Manos, borroso');
    await user.click(screen.getByRole('button', { name: 'Volver a mi texto' }));
    expect(useDraft.getState().draft.negativePrompt).toBe('Manos');
  });

  it('follows Ctrl+Z in the box: what changed along with the prompt goes back with it', async () => {
    magicStudio();
    useDraft.setState({ draft: { ...EMPTY_DRAFT, prompt: 'un perro', style: 'studio-white' } });
    const { user, prompt } = await openCreator();
    await user.click(improve());
    await waitFor(() => expect(useDraft.getState().draft.style).toBeNull());
    await user.clear(prompt);
    await user.type(prompt, 'un perro'); // what the field's own undo does to it
    expect(useDraft.getState().draft.style).toBe('studio-white');
    expect(screen.getByRole('button', { name: 'Rehacer la mejora' })).toBeVisible();
  });

  it('weaves in the default brand, unless that is switched off', async () => {
    const asked = magicStudio();
    const brand = { id: 'brand_1', name: 'Café Luna', default: true };
    server.use(http.get(at('/api/brands'), () => HttpResponse.json({ items: [brand] })));
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una taza');
    const toggle = await screen.findByRole('button', { name: 'Con mi marca' });
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    await user.click(improve());
    await waitFor(() => expect(asked).toHaveLength(1));
    await user.click(toggle);
    await user.click(improve());
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.map((body) => body.brand)).toEqual([true, false]);
  });

  it('lets the language model write when there is one and the person wants it', async () => {
    const asked = magicStudio();
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(publicSettings({ llm_model: 'llama3.1' }))));
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una taza');
    await user.click(await screen.findByRole('button', { name: 'Con llama3.1' }));
    await user.click(improve());
    expect(await screen.findByText('Mejorado por llama3.1.')).toBeVisible();
    expect(asked[0]).toMatchObject({ engine: 'llm' });
  });

  it('says why it could not, keeps the words and tries again', async () => {
    server.use(http.post(at('/magic-prompt'), () => failure(503, 'llm_unavailable', 'No answer.', { hint: 'Wait.' })));
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una taza');
    await user.click(improve());
    expect(await screen.findByRole('alert')).toHaveTextContent('No se ha podido mejorar.');
    expect(prompt).toHaveValue('una taza');
    magicStudio();
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(prompt).toHaveValue(ENHANCED));
  });

  it('never overwrites what is typed while it is on its way', async () => {
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.use(
      http.post(at('/magic-prompt'), async () => {
        await held;
        return HttpResponse.json({ prompt: 'x', enhanced_prompt: ENHANCED, negative_prompt: '', engine: 'styles' });
      }),
    );
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'una taza');
    await user.click(improve());
    await user.type(prompt, ' azul');
    answer();
    await waitFor(() => expect(improve()).not.toHaveAttribute('data-loading'));
    expect(prompt).toHaveValue('una taza azul');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

const style = (over: Partial<Schemas['Style']>): Schemas['Style'] => ({
  id: 'studio-white',
  name: 'Studio packshot',
  name_es: 'Producto en estudio',
  category: 'product',
  example: 'a ceramic mug',
  example_es: 'una taza de cerámica',
  ...over,
});

describe('styles', () => {
  beforeEach(() =>
    server.use(
      http.get(at('/styles'), () =>
        HttpResponse.json({
          items: [style({}), style({ id: 'xmas', name: 'Christmas', name_es: 'Navidad cálida', category: 'seasonal' })],
        }),
      ),
    ),
  );

  it('are found without accents and in either language, chosen, sent and let go', async () => {
    const asked = drawingStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un regalo');
    await user.click(screen.getByRole('button', { name: 'Estilos' }));
    const search = await screen.findByRole('searchbox', { name: 'Buscar un estilo' });
    await user.type(search, 'calida');
    expect(screen.queryByRole('button', { name: /Producto en estudio/ })).toBeNull();
    await user.clear(search);
    await user.type(search, 'christmas');
    await user.click(screen.getByRole('button', { name: /Navidad cálida/ }));
    const chip = await screen.findByRole('button', { name: 'Quitar el estilo Navidad cálida' });
    await user.type(prompt, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ prompt: 'un regalo', style: 'xmas' });
    await user.click(chip);
    await user.type(prompt, '{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).not.toHaveProperty('style');
  });

  it('are narrowed by what they are for; nothing found says so and leads back', async () => {
    const { user } = await openCreator();
    await user.click(screen.getByRole('button', { name: 'Estilos' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Estilos de anuncio' }));
    await user.click(await dialog.findByRole('button', { name: 'Temporada' }));
    expect(screen.queryByRole('button', { name: /Producto en estudio/ })).toBeNull();
    await user.type(screen.getByRole('searchbox', { name: 'Buscar un estilo' }), 'zzz');
    expect(screen.getByText('Ningún estilo coincide con «zzz».')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Ver todos' }));
    expect(screen.getByRole('button', { name: /Producto en estudio/ })).toBeVisible();
  });
});

/** A model that reads only English, and a studio that translates. */
function englishStudio(unknown: string[] = []) {
  const asked: string[] = [];
  const limits = { ...(model().limits as Schemas['ImageLimits']), languages: ['en'] };
  server.use(
    http.get(at('/api/models'), () => HttpResponse.json({ items: [model({ title_es: 'SDXL', limits })] })),
    http.post(at('/translate-prompt'), async ({ request }) => {
      const { prompt } = (await request.json()) as { prompt: string };
      asked.push(prompt);
      const spanish = prompt.includes('perro');
      return HttpResponse.json({
        prompt,
        translated_prompt: spanish ? 'a dog eating chimichurri' : prompt,
        language: spanish ? 'es' : 'en',
        needed: spanish,
        engine: 'glossary',
        unknown,
      });
    }),
  );
  return asked;
}

describe('a model that reads only English', () => {
  const generate = '{Control>}{Enter}{/Control}';

  it('shows what will be sent before it is, and the words nobody could translate', async () => {
    const drawn = drawingStudio();
    englishStudio(['chimichurri']);
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro que come chimichurri');
    expect(await screen.findByText('Se enviará al modelo, en inglés:')).toBeVisible();
    expect(screen.getByText('chimichurri', { selector: 'mark' })).toBeVisible();
    expect(screen.getByText('Sin traducir: chimichurri.')).toBeVisible();
    await user.type(prompt, generate);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(drawn[0]).toMatchObject({ prompt: 'un perro que come chimichurri', translate: true });
  });

  it('sends the translation as it was put right by hand', async () => {
    const drawn = drawingStudio();
    englishStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    await user.click(await screen.findByRole('button', { name: 'Corregir' }));
    const box = screen.getByRole('textbox', { name: 'Se enviará al modelo, en inglés:' });
    await user.clear(box);
    await user.type(box, 'a small dog');
    await user.click(screen.getByRole('button', { name: 'Usar este texto' }));
    expect(screen.getByText('Se enviará al modelo, corregido por ti:')).toBeVisible();
    await user.type(prompt, generate);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(drawn[0]).toMatchObject({ prompt: 'a small dog' });
    expect(drawn[0]).not.toHaveProperty('translate');
  });

  it('translates nothing once that is turned off, and says so', async () => {
    const drawn = drawingStudio();
    englishStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    await user.click(await screen.findByRole('button', { name: 'No traducir' }));
    expect(screen.getByText('El texto irá en español tal cual; SDXL lee solo inglés.')).toBeVisible();
    await user.type(prompt, generate);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(drawn[0]).not.toHaveProperty('translate');
  });

  it('leaves English words alone', async () => {
    const drawn = drawingStudio();
    const asked = englishStudio();
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'a cat');
    await waitFor(() => expect(asked).toContain('a cat'));
    await user.type(prompt, generate);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(screen.queryByText('Se enviará al modelo, en inglés:')).toBeNull();
    expect(drawn[0]).not.toHaveProperty('translate');
  });

  it('a quick hand loses nothing: the line appears and the words are translated all the same', async () => {
    const drawn = drawingStudio();
    englishStudio();
    useDraft.setState({ draft: { ...EMPTY_DRAFT, prompt: 'un perr' } });
    const { user, prompt } = await openCreator();
    await user.type(prompt, `o${generate}`);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(screen.getByText('Se enviará al modelo, en inglés:')).toBeVisible();
    expect(drawn[0]).toMatchObject({ prompt: 'un perro', translate: true });
  });

  it('says when it could not be translated, and sends the words as they are', async () => {
    const drawn = drawingStudio();
    englishStudio();
    server.use(http.post(at('/translate-prompt'), () => failure(500, 'internal_error')));
    const { user, prompt } = await openCreator();
    await user.type(prompt, 'un perro');
    expect(await screen.findByText(/No se ha podido traducir: el texto irá en español\./)).toBeVisible();
    await user.type(prompt, generate);
    await waitFor(() => expect(drawn).toHaveLength(1));
    expect(drawn[0]).toMatchObject({ prompt: 'un perro' });
    expect(drawn[0]).not.toHaveProperty('translate');
  });
});
