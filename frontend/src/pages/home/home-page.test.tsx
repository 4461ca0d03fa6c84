import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { asset, gpu, model } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { HomePage } from './home-page';

const Creator = () => <p>creator</p>;
const open = () => renderApp(<HomePage />, { path: '/home', routes: [{ path: '/create', Component: Creator }] });

describe('quick start', () => {
  it('takes the prompt to the creator', async () => {
    const { user, router } = open();
    await user.type(screen.getByLabelText('Describe la imagen'), 'una hamburguesa & más');
    await user.click(screen.getByRole('button', { name: 'Crear imagen' }));
    await screen.findByText('creator');
    expect(new URLSearchParams(router.state.location.search).get('prompt')).toBe('una hamburguesa & más');
  });

  it('goes with Ctrl+Enter, and an example fills the prompt', async () => {
    const { user, router } = open();
    await user.click(screen.getByRole('button', { name: 'un cactus en maceta, estilo 3D' }));
    expect(screen.getByLabelText('Describe la imagen')).toHaveValue('un cactus en maceta, estilo 3D');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('creator');
    expect(router.state.location.search).toContain('cactus');
  });
});

describe('the studio at a glance', () => {
  it('shows device, model and memory', async () => {
    server.use(http.get(at('/gpu-status'), () => HttpResponse.json(gpu({ device_name: 'AMD EPYC' }))));
    open();
    expect(await screen.findByText('AMD EPYC')).toBeVisible();
    expect(await screen.findByText('Inicial')).toBeVisible();
    expect(await screen.findByText('en memoria')).toBeVisible();
    expect(screen.getByText('4 GB de 16 GB')).toBeVisible();
  });

  it('says honestly what the starter model is, and only while it is in use', async () => {
    const first = open();
    expect(await screen.findByText('Estás con el modelo inicial')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ver modelos' })).toHaveAttribute('href', '/settings#models');
    first.unmount();
    server.use(
      http.get(at('/api/models'), () =>
        HttpResponse.json({
          items: [model({ active: false }), model({ id: 'sdxl-lightning-4', title_es: 'Lightning' })],
        }),
      ),
    );
    open();
    await screen.findByText('Lightning');
    expect(screen.queryByText('Estás con el modelo inicial')).not.toBeInTheDocument();
  });
});

describe('recent work', () => {
  it('links to each picture in the library', async () => {
    server.use(http.get(at('/api/assets'), () => HttpResponse.json({ items: [asset()], next_cursor: null, total: 1 })));
    open();
    const link = await screen.findByRole('link', { name: asset().prompt });
    expect(link).toHaveAttribute('href', '/library?asset=img_1_0');
    expect(link.querySelector('img')).toHaveAttribute('src', at('/api/assets/img_1_0/thumbnail'));
  });

  it('is an empty frame with a way on at the beginning (UX-53)', async () => {
    open();
    expect(await screen.findByText('Tu primera prueba va aquí')).toBeVisible();
  });

  it('that cannot be read says why, and can be read again', async () => {
    server.use(http.get(at('/api/assets'), () => failure(500, 'internal_error')));
    const { user } = open();
    expect(await screen.findByText('Ha fallado algo dentro del estudio.')).toBeVisible();
    server.resetHandlers();
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(screen.getByText('Tu primera prueba va aquí')).toBeVisible());
  });
});
