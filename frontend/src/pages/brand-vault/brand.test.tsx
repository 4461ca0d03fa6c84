import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { routes } from '@/app/routes';
import { useBrandDrafts } from '@/features/brand/store/brand-draft';
import type { Schemas } from '@/services/api';
import { fakeLibrary } from '@/testing/fake-library';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';

type Brand = Schemas['Brand'];
type Fields = Schemas['BrandRequest'];

const brand = (over: Partial<Brand> = {}): Brand => ({
  id: 'brand_1',
  name: 'Café Luna',
  tagline: '',
  logo_asset_id: null,
  colors: ['#7a3b1d', '#f4e3c3'],
  fonts: ['Lora'],
  products: ['café'],
  tone: 'cálido',
  cta: 'Pide el tuyo',
  lexicon: [{ word: 'Luna', spoken: 'Luna', language: 'es' }],
  default: true,
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  ...over,
});

beforeEach(() => useBrandDrafts.setState({ drafts: {} }));

/** A studio that keeps brands. */
function brandStudio(...brands: Brand[]) {
  const studio = { brands, asked: [] as (Fields | string)[] };
  server.use(
    http.get(at('/api/brands'), () => HttpResponse.json({ items: studio.brands })),
    http.get(at('/video-options'), () => HttpResponse.json({ fonts: [{ family: 'Anton', installed: true }] })),
    http.post(at('/api/brands'), async ({ request }) => {
      const fields = (await request.json()) as Fields;
      studio.asked.push(fields);
      const made = brand({ ...(fields as Partial<Brand>), id: `brand_${studio.brands.length + 1}` });
      studio.brands = [...studio.brands, made];
      return HttpResponse.json(made, { status: 201 });
    }),
    http.put(at('/api/brands/:id'), async ({ request, params }) => {
      const fields = (await request.json()) as Fields;
      studio.asked.push(fields);
      const id = String(params.id);
      studio.brands = studio.brands.map((one) => (one.id === id ? { ...one, ...(fields as Partial<Brand>) } : one));
      return HttpResponse.json(studio.brands.find((one) => one.id === id));
    }),
    http.delete(at('/api/brands/:id'), ({ params }) => {
      studio.asked.push(`DELETE ${params.id}`);
      studio.brands = studio.brands.filter(({ id }) => id !== params.id);
      return HttpResponse.json({ id: params.id });
    }),
  );
  return studio;
}

async function openBrand() {
  const page = renderRoutes(routes, '/library?tab=brand');
  await screen.findByRole('heading', { name: 'Marca', level: 1 }, { timeout: 8000 });
  return page;
}

const form = () => screen.findByRole('form', { name: 'Datos de la marca' });

describe('the brand', () => {
  it('UX-47 is made from nothing: name, colours, tone, product, call to action, and becomes the default', async () => {
    const studio = brandStudio();
    const { user } = await openBrand();
    await user.click(await screen.findByRole('button', { name: 'Crear mi marca' }));
    await form();
    await user.type(screen.getByRole('textbox', { name: 'Nombre' }), 'Café Luna');
    await user.click(screen.getByRole('button', { name: 'Añadir color' }));
    const main = screen.getByRole('textbox', { name: 'Color principal' });
    await user.clear(main);
    await user.type(main, '7A3B1D');
    await user.click(screen.getByRole('button', { name: 'cálido' }));
    await user.type(screen.getByRole('combobox', { name: 'Productos' }), 'café de filtro{Enter}');
    await user.type(screen.getByRole('textbox', { name: 'Llamada a la acción' }), 'Pide el tuyo');
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    expect(await screen.findByText('Marca guardada')).toBeVisible();
    expect(studio.asked).toEqual([
      {
        name: 'Café Luna',
        tagline: '',
        logo_asset_id: null,
        colors: ['#7a3b1d'],
        fonts: [],
        products: ['café de filtro'],
        tone: 'cálido',
        cta: 'Pide el tuyo',
        lexicon: [],
        default: true,
      },
    ]);
    expect(screen.queryByRole('button', { name: 'Descartar los cambios' })).toBeNull();
  });

  it('learns how a word of its own is said, and which typeface videos take', async () => {
    const studio = brandStudio(brand());
    const { user } = await openBrand();
    await user.click(await screen.findByRole('button', { name: 'Añadir palabra' }));
    await user.type(screen.getAllByRole('textbox', { name: 'Palabra' })[1] as HTMLElement, 'Qatu');
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    expect(screen.getByText('Escribe la palabra y cómo suena.')).toBeVisible();
    expect(studio.asked).toEqual([]);
    await user.type(screen.getAllByRole('textbox', { name: 'Suena así' })[1] as HTMLElement, 'catu');
    const typeface = screen.getByRole('combobox', { name: 'Tipografía' });
    expect(typeface).toHaveValue('Lora');
    await user.selectOptions(typeface, 'Anton');
    await user.selectOptions(screen.getAllByRole('combobox', { name: 'Idioma' })[1] as HTMLElement, 'es');
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    await waitFor(() => expect(studio.asked).toHaveLength(1));
    expect(studio.asked[0]).toMatchObject({
      fonts: ['Anton'],
      lexicon: [{ word: 'Luna' }, { word: 'Qatu', spoken: 'catu', language: 'es' }],
    });
  });

  it('keeps what the form does not show when it is changed', async () => {
    const studio = brandStudio(brand());
    const { user } = await openBrand();
    await user.type(await screen.findByRole('textbox', { name: 'Lema' }), 'El primero');
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    await waitFor(() => expect(studio.asked).toHaveLength(1));
    expect(studio.asked[0]).toMatchObject({ tagline: 'El primero', fonts: ['Lora'], lexicon: [{ word: 'Luna' }] });
  });

  it('asks for a name instead of sending nothing', async () => {
    const studio = brandStudio();
    const { user } = await openBrand();
    await user.click(await screen.findByRole('button', { name: 'Crear mi marca' }));
    await user.click(await screen.findByRole('button', { name: 'Guardar' }));
    expect(screen.getByText('Escribe el nombre de la marca.')).toBeVisible();
    expect(studio.asked).toEqual([]);
  });

  it('UX-47 warns of two leading colours that look alike', async () => {
    brandStudio(brand({ colors: ['#7a3b1d', '#70402a'] }));
    await openBrand();
    expect(await screen.findByText('Los dos primeros colores se parecen mucho')).toBeVisible();
    expect(screen.getByText(/Su contraste es \d(,\d)?:1/)).toBeVisible();
  });

  it('takes its logo out of the library', async () => {
    const studio = brandStudio(brand());
    fakeLibrary({ id: 'up_1', name: 'mi logo', source: 'upload' });
    const { user } = await openBrand();
    await user.click(await screen.findByRole('button', { name: 'Elegir de la biblioteca' }));
    await user.click(await screen.findByRole('button', { name: 'Elegir: mi logo' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    await waitFor(() => expect(studio.asked[0]).toMatchObject({ logo_asset_id: 'up_1' }));
    expect(screen.getAllByRole('img', { name: 'Logo de Café Luna' }).length).toBeGreaterThan(0);
  });

  it('is not lost when somebody looks elsewhere, and can be put back', async () => {
    brandStudio(brand());
    const { user } = await openBrand();
    await user.type(await screen.findByRole('textbox', { name: 'Lema' }), 'El primero');
    await user.click(screen.getByRole('tab', { name: 'Biblioteca' }));
    await user.click(await screen.findByRole('tab', { name: 'Marca' }));
    expect(await screen.findByRole('textbox', { name: 'Lema' })).toHaveValue('El primero');
    await user.click(screen.getByRole('button', { name: 'Descartar los cambios' }));
    expect(screen.getByRole('textbox', { name: 'Lema' })).toHaveValue('');
  });

  it('goes only after a question', async () => {
    const studio = brandStudio(brand());
    const { user } = await openBrand();
    await user.click(await screen.findByRole('button', { name: 'Eliminar la marca' }));
    const dialog = within(await screen.findByRole('dialog', { name: '¿Eliminar Café Luna?' }));
    await user.click(dialog.getByRole('button', { name: 'Eliminar la marca' }));
    expect(await screen.findByText('Cuéntale al estudio quién eres.')).toBeVisible();
    expect(studio.asked).toEqual(['DELETE brand_1']);
  });

  it('says why it could not be saved and keeps what was written', async () => {
    brandStudio(brand());
    server.use(http.put(at('/api/brands/:id'), () => failure(507, 'disk_full', 'The disk is full.')));
    const { user } = await openBrand();
    await user.type(await screen.findByRole('textbox', { name: 'Lema' }), 'El primero');
    await user.click(screen.getByRole('button', { name: 'Guardar' }));
    expect(await screen.findByText('No se ha podido guardar la marca')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Lema' })).toHaveValue('El primero');
  });

  it('is one of several: each is opened by its name', async () => {
    brandStudio(brand(), brand({ id: 'brand_2', name: 'Panadería Sol', default: false }));
    const { user } = await openBrand();
    expect(await screen.findByRole('textbox', { name: 'Nombre' })).toHaveValue('Café Luna');
    await user.click(screen.getByRole('button', { name: 'Panadería Sol' }));
    expect(screen.getByRole('textbox', { name: 'Nombre' })).toHaveValue('Panadería Sol');
    await user.click(screen.getByRole('button', { name: 'Nueva marca' }));
    expect(screen.getByRole('textbox', { name: 'Nombre' })).toHaveValue('');
  });
});
