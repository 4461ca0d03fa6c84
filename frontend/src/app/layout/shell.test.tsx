import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { useBackendUrl } from '@/services/backend-url';
import { usePageTitle } from '@/services/page-title';
import { job, jobEvent } from '@/testing/fixtures';
import { renderRoutes } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { studioSocket } from '@/testing/socket';
import { PageError } from './page-error';
import { Shell } from './shell';

function Plain({ title }: { title: string }) {
  usePageTitle(title);
  return <h1>{title}</h1>;
}

let broken = false;
function Fragile() {
  if (broken) throw new Error('the page has a bug');
  return <h1>Crear</h1>;
}

const open = (path = '/home') =>
  renderRoutes(
    [
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: PageError,
            children: [
              { path: 'home', element: <Plain title="Inicio" /> },
              { path: 'create', Component: Fragile },
              { path: 'settings', element: <Plain title="Ajustes" /> },
            ],
          },
        ],
      },
    ],
    path,
  );

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('navigation', () => {
  it('moves between pages and takes the keyboard to their content', async () => {
    const { user } = open();
    await heading('Inicio');
    const nav = screen.getByRole('navigation', { name: 'Secciones' });
    expect(within(nav).getByRole('link', { name: 'Inicio' })).toHaveAttribute('aria-current', 'page');
    await user.click(within(nav).getByRole('link', { name: 'Ajustes' }));
    await heading('Ajustes');
    expect(screen.getByRole('main')).toHaveFocus();
  });

  it('is skipped by the first link (UX-57)', async () => {
    const { user } = open();
    await heading('Inicio');
    await user.tab();
    expect(screen.getByRole('link', { name: 'Saltar al contenido' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Saltar al contenido' })).toHaveAttribute('href', '#main');
  });

  it('by keyboard, and the sheet lists what works (UX-58)', async () => {
    const { user } = open();
    await heading('Inicio');
    await user.keyboard('{Alt>}5{/Alt}');
    await heading('Ajustes');
    await user.keyboard('?');
    const sheet = await screen.findByRole('dialog', { name: 'Atajos de teclado' });
    expect(sheet).toHaveTextContent('Ir a Ajustes');
    expect(within(sheet).getByRole('button', { name: 'Cerrar' })).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('language and theme (UX-52)', () => {
  it('change the running page, and the document says so', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Switch to English' }));
    expect(await screen.findByRole('link', { name: 'Settings' })).toBeVisible();
    expect(document.documentElement.lang).toBe('en');
    await user.click(screen.getByRole('button', { name: 'Use the dark theme' }));
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await user.click(screen.getByRole('button', { name: 'Cambiar a español' }));
    expect(document.documentElement.lang).toBe('es');
    await user.click(screen.getByRole('button', { name: 'Usar tema claro' }));
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'light');
  });
});

describe('a page that fails (UX-54)', () => {
  it('leaves the others working, and comes back', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    broken = true;
    const { user } = open('/create');
    expect(await screen.findByText('Esta página ha fallado')).toBeVisible();
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(screen.getByRole('button', { name: 'Copiar detalle' }));
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining('the page has a bug'));
    await user.click(screen.getByRole('link', { name: 'Inicio' }));
    await heading('Inicio');
    await user.click(screen.getByRole('link', { name: 'Crear' }));
    await screen.findByText('Esta página ha fallado');
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await heading('Crear');
  });
});

describe('connection (UX-49)', () => {
  it('that is lost says so with one way on, and the page stays readable', async () => {
    server.use(http.get(at('/health'), () => HttpResponse.error()));
    server.use(http.get(at('/api/jobs'), () => HttpResponse.error()));
    const { user } = open();
    expect(await screen.findByText(/El estudio no responde en studio\.test/, {}, { timeout: 4000 })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Inicio' })).toBeVisible();
    server.resetHandlers();
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(screen.queryByText(/no responde/)).not.toBeInTheDocument());
    expect(screen.getByText('Conectado')).toBeVisible();
  });

  it('to something else sends to Settings', async () => {
    server.use(http.get(at('/health'), () => HttpResponse.html('<h1>another site</h1>')));
    server.use(http.get(at('/api/jobs'), () => HttpResponse.html('<h1>another site</h1>')));
    open();
    expect(await screen.findByText(/responde otra cosa, no EnfoadsIA/, {}, { timeout: 4000 })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Cambiar dirección' })).toHaveAttribute('href', '/settings');
  });
});

describe('a studio with keys', () => {
  it('asks for one, refuses a wrong one, and goes on with the right one', async () => {
    let signedIn = false;
    const guarded = (body: object) => () =>
      signedIn ? HttpResponse.json(body) : failure(401, 'invalid_api_key', 'A valid API key is needed.');
    server.use(
      http.get(at('/api/jobs'), guarded({ items: [job()], next_cursor: null, paused: false })),
      http.post(at('/session'), async ({ request }) => {
        const { key } = (await request.json()) as { key: string };
        signedIn = key === 'right';
        return signedIn
          ? HttpResponse.json({ authenticated: true, auth_required: true })
          : failure(401, 'invalid_api_key');
      }),
    );
    const { user } = open();
    await heading('Este estudio pide una clave');
    expect(screen.queryByRole('heading', { name: 'Inicio' })).not.toBeInTheDocument();
    await user.type(screen.getByLabelText('Clave de API'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Entrar' }));
    expect(await screen.findByText('La clave no es válida.')).toBeVisible();
    await user.clear(screen.getByLabelText('Clave de API'));
    await user.type(screen.getByLabelText('Clave de API'), 'right{Enter}');
    await heading('Inicio');
    expect(await screen.findByText('una hamburguesa sobre fondo amarillo')).toBeVisible();
    expect(sessionStorage.getItem('enfoads.key') ?? '').not.toContain('right');
  });
});

describe('a link with ?backend= (UX-50)', () => {
  it('never switches without asking', async () => {
    const { user, router } = open('/home?backend=https://stranger.test');
    const dialog = await screen.findByRole('dialog', { name: '¿Usar otro estudio?' });
    expect(dialog).toHaveTextContent('https://stranger.test');
    expect(useBackendUrl.getState().url).toBe('');
    await user.click(within(dialog).getByRole('button', { name: 'Seguir con el actual' }));
    expect(useBackendUrl.getState().url).toBe('');
    expect(router.state.location.search).toBe('');
  });

  it('switches when the person says so', async () => {
    server.use(http.all('https://mine.test/*', () => HttpResponse.error()));
    const { user } = open('/home?backend=https://mine.test/app/');
    await user.click(await screen.findByRole('button', { name: 'Cambiar a este' }));
    expect(useBackendUrl.getState().url).toBe('https://mine.test');
  });
});

describe('jobs, on every page', () => {
  const running = () =>
    server.use(
      http.get(at('/api/jobs'), () => HttpResponse.json({ items: [job()], next_cursor: null, paused: false })),
    );

  it('stay in the tray while pages change, and are there after a reload (UX-26)', async () => {
    running();
    const { user, unmount } = open();
    await screen.findByText('Dibujando');
    act(() => studioSocket().says('job_update', jobEvent({ seq: 6, progress: 45 })));
    await screen.findByText('45 %');
    await user.click(screen.getByRole('link', { name: 'Ajustes' }));
    await heading('Ajustes');
    expect(screen.getByText('45 %')).toBeVisible();
    unmount();
    open();
    expect(await screen.findByText('Dibujando')).toBeVisible();
  });

  it('show their progress in the tab, which gets its title back at the end (UX-29)', async () => {
    running();
    open();
    await waitFor(() => expect(document.title).toBe('40 % · EnfoadsIA'));
    act(() => studioSocket().says('job_update', jobEvent({ seq: 6, stage: 'loading', progress: 0 })));
    await waitFor(() => expect(document.title).toBe('Cargando el modelo · EnfoadsIA'));
    server.use(http.get(at('/api/jobs'), () => HttpResponse.json({ items: [], next_cursor: null, paused: false })));
    act(() => studioSocket().says('job_update', jobEvent({ seq: 9, status: 'completed', progress: 100 })));
    await waitFor(() => expect(document.title).toBe('Inicio · EnfoadsIA'));
  });

  it('fold away and stay folded', async () => {
    running();
    const { user } = open();
    await screen.findByText('Dibujando');
    await user.click(screen.getByRole('button', { name: 'Plegar los trabajos' }));
    expect(screen.queryByText('Dibujando')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Ver los trabajos: 1 en marcha' })).toBeVisible();
    expect(localStorage.getItem('enfoads.preferences')).toContain('"trayOpen":false');
  });
});
