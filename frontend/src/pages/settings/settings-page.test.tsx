import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { Toasts } from '@/components/ui/toasts';
import type { Schemas } from '@/services/api';
import { useBackendUrl } from '@/services/backend-url';
import { gpu, health, job, model, publicSettings } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { SettingsPage } from './settings-page';

const open = () =>
  renderApp(
    <>
      <SettingsPage />
      <Toasts />
    </>,
    { path: '/settings' },
  );

const steps = async () => {
  const list = await screen.findByRole('list', { name: 'Resultado de la prueba' });
  await waitFor(() => expect(list).toHaveAttribute('aria-busy', 'false'));
  return within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent);
};

describe('the address of the studio (UX-50)', () => {
  it('is tested step by step', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Probar' }));
    expect(await steps()).toEqual([
      'RespondeBien',
      'Es un estudio EnfoadsIAversión 0.1.0',
      'Deja entrarBien',
      'Dispositivo2 cores · 16 GB',
      'Modelos1 de 1 instalados',
    ]);
  });

  it('of a studio that is not well names what is wrong with it', async () => {
    const sick = health({ status: 'degraded', checks: { disk: { ok: false, detail: '12 MiB free' } } });
    server.use(http.get(at('/health'), () => HttpResponse.json(sick, { status: 503 })));
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Probar' }));
    expect((await steps())[1]).toContain('con avisos: disk: 12 MiB free');
  });

  it.each([
    [
      'nobody is there',
      () => http.get('https://x.test/health', () => HttpResponse.error()),
      0,
      'Nadie responde, o no admite páginas de http://studio.test',
    ],
    [
      'another site is there',
      () => http.get('https://x.test/health', () => HttpResponse.html('<h1>shop</h1>')),
      1,
      'Ahí vive otra cosa',
    ],
    [
      'other JSON is there',
      () => http.get('https://x.test/health', () => HttpResponse.json({ status: 'UP' })),
      1,
      'Ahí vive otra cosa',
    ],
  ])('where %s says so at that step, and tries no further', async (_case, handler, failing, text) => {
    server.use(handler());
    const { user } = open();
    await user.type(screen.getByLabelText('Dirección del estudio'), 'https://x.test');
    await user.click(screen.getByRole('button', { name: 'Probar' }));
    const result = await steps();
    expect(result[failing]).toContain(text);
    expect(result.slice(failing + 1).every((line) => line?.endsWith('Sin probar'))).toBe(true);
    expect(useBackendUrl.getState().url).toBe('');
  });

  it('that wants a key says so', async () => {
    server.use(
      http.get('https://x.test/health', () => HttpResponse.json(health())),
      http.get('https://x.test/gpu-status', () => failure(401, 'invalid_api_key')),
    );
    const { user } = open();
    await user.type(screen.getByLabelText('Dirección del estudio'), 'https://x.test');
    await user.click(screen.getByRole('button', { name: 'Probar' }));
    expect((await steps())[2]).toContain('Pide una clave');
  });

  it('that is none is refused with an example', async () => {
    const { user } = open();
    await user.type(screen.getByLabelText('Dirección del estudio'), 'mi estudio{Enter}');
    expect(await screen.findByText(/No es una dirección/)).toBeVisible();
    expect(useBackendUrl.getState().url).toBe('');
  });

  it('is kept in the browser, and the way back is there', async () => {
    server.use(http.all('https://x.test/*', () => HttpResponse.error()));
    const { user } = open();
    await user.type(screen.getByLabelText('Dirección del estudio'), 'x.test/app/{Enter}');
    await waitFor(() => expect(useBackendUrl.getState().url).toBe('http://x.test'));
    expect(localStorage.getItem('enfoads.backend')).toContain('http://x.test');
    await user.click(await screen.findByRole('button', { name: 'Volver a esta página' }));
    expect(useBackendUrl.getState().url).toBe('');
  });
});

describe('device and memory (UX-51)', () => {
  it('shows the bars, and frees what is loaded', async () => {
    let loaded = gpu({ is_gpu: true, device_name: 'NVIDIA T4', vram: { total: 15e9, used: 7.5e9, free: 7.5e9 } });
    server.use(
      http.get(at('/gpu-status'), () => HttpResponse.json(loaded)),
      http.post(at('/gpu/unload'), async ({ request }) => {
        expect(await request.json()).toEqual({ model: 'starter' });
        loaded = { ...loaded, models: [] };
        return HttpResponse.json({ unloaded: ['starter'], freed_bytes: 124_000_000 });
      }),
    );
    const { user } = open();
    expect(await screen.findByRole('meter', { name: 'Memoria de la GPU' })).toHaveAttribute('aria-valuenow', '50');
    await user.click(screen.getByRole('button', { name: 'Liberar starter' }));
    expect(await screen.findByText('124 MB liberados')).toBeVisible();
    expect(await screen.findByText('Ninguno. Se cargan al usarlos.')).toBeVisible();
  });

  it('does not offer to free a model that is at work', async () => {
    server.use(http.get(at('/gpu-status'), () => HttpResponse.json(gpu({ lease: 'starter' }))));
    open();
    expect(await screen.findByRole('button', { name: 'Liberar starter' })).toBeDisabled();
    expect(screen.getByText(/trabajando/)).toBeVisible();
  });
});

describe('models', () => {
  const lightning = (over: Partial<Schemas['ModelInfo']> = {}) =>
    model({
      id: 'lightning',
      title_es: 'Lightning: fotografías',
      state: 'missing',
      active: false,
      bytes: 7.1e9,
      license: 'OpenRAIL',
      commercial_use: false,
      ...over,
    });
  const catalog = (...items: Schemas['ModelInfo'][]) =>
    server.use(http.get(at('/api/models'), () => HttpResponse.json({ items })));

  it('say size, licence and whether commercial use is allowed', async () => {
    catalog(model(), lightning());
    open();
    const item = within((await screen.findByRole('heading', { name: 'Lightning' })).closest('li') as HTMLElement);
    expect(item.getByText(/7,1 GB/)).toBeVisible();
    expect(item.getByText(/Solo uso no comercial/)).toBeVisible();
    expect(item.getByRole('link', { name: 'Licencia: OpenRAIL' })).toHaveAttribute('href', model().license_url);
    expect(item.getByText('Sin descargar')).toBeVisible();
  });

  it('are downloaded when asked for, with progress and a way to stop', async () => {
    catalog(lightning());
    let jobs: Schemas['Job'][] = [];
    server.use(
      http.get(at('/api/jobs'), () => HttpResponse.json({ items: jobs, next_cursor: null, paused: false })),
      http.post(at('/api/models/lightning/pull'), () => {
        const pull = {
          kind: 'model_pull',
          stage: 'downloading',
          step: null,
          steps: null,
          params: { model: 'lightning' },
        };
        jobs = [job({ id: 'mdl_1', progress: 31, eta_s: 640, ...pull })];
        return HttpResponse.json({ job: jobs[0] }, { status: 202 });
      }),
    );
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Descargar Lightning, 7,1 GB' }));
    expect(await screen.findByText('Descargando · 31 % · quedan 10 min 40 s')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancelar' })).toBeEnabled();
    expect(screen.queryByRole('button', { name: /^Descargar Lightning/ })).not.toBeInTheDocument();
  });

  it('are removed after a question; the one that ships stays', async () => {
    catalog(model(), lightning({ state: 'installed' }));
    server.use(
      http.delete(at('/api/models/lightning'), () => {
        catalog(model(), lightning());
        return HttpResponse.json({ id: 'lightning', freed_bytes: 7.1e9 });
      }),
    );
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Quitar Lightning' }));
    expect(screen.queryByRole('button', { name: 'Quitar Inicial' })).not.toBeInTheDocument();
    const dialog = await screen.findByRole('dialog', { name: '¿Quitar Lightning?' });
    await user.click(within(dialog).getByRole('button', { name: 'Quitar' }));
    expect(await screen.findByText('7,1 GB liberados en el disco')).toBeVisible();
    expect(await screen.findByRole('button', { name: /^Descargar Lightning/ })).toBeVisible();
  });

  it('whose removal is refused say why', async () => {
    catalog(lightning({ state: 'installed' }));
    server.use(http.delete(at('/api/models/lightning'), () => failure(409, 'model_in_use')));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Quitar Lightning' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Quitar' }));
    expect(await screen.findByText('El modelo está trabajando.')).toBeVisible();
  });
});

describe('the rest', () => {
  it('changes language and theme live', async () => {
    const { user } = open();
    await user.click(screen.getByRole('radio', { name: 'English' }));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await user.click(screen.getByRole('radio', { name: 'Light' }));
  });

  it('tells about the result cache and the limits', async () => {
    server.use(http.get(at('/api/settings'), () => HttpResponse.json(publicSettings({ result_cache: false }))));
    open();
    expect(await screen.findByText(/La memoria de resultados está apagada/)).toBeVisible();
    expect(screen.getByText('Archivos de hasta 52 MB; trabajos de hasta 10 min.')).toBeVisible();
  });
});
