import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useSwap } from '@/features/faces/store/swap';
import { face, faceStudio, openSwap, ready } from '@/testing/face-studio';

beforeEach(() => useSwap.getState().reset());

describe('the camera (UX-8)', () => {
  const camera = (getUserMedia: unknown) =>
    Object.defineProperty(navigator, 'mediaDevices', { value: getUserMedia && { getUserMedia }, configurable: true });

  it('that is refused says how to allow it, and asks again', async () => {
    const ask = vi.fn().mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    camera(ask);
    const { user } = await openSwap();
    await user.click(screen.getAllByRole('button', { name: 'Cámara' })[0] as HTMLElement);
    expect(await screen.findByText('La página no tiene permiso para usar la cámara.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  });

  it('is let go when the dialog closes, and gives a photo', async () => {
    const stop = vi.fn();
    camera(vi.fn().mockResolvedValue({ getTracks: () => [{ stop }] }));
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage: () => {} } as never);
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['jpg'])));
    faceStudio({ 'camara.jpg': [face()] });
    const { user } = await openSwap();
    await user.click(screen.getAllByRole('button', { name: 'Cámara' })[0] as HTMLElement);
    const take = await screen.findByRole('button', { name: 'Hacer la foto' });
    await waitFor(() => expect(take).toBeEnabled());
    await user.click(take);
    expect(await ready('Cara A')).toBeVisible();
    expect(stop).toHaveBeenCalled();
  });

  it('at an address the browser does not trust says why', async () => {
    camera(undefined);
    const { user } = await openSwap();
    await user.click(screen.getAllByRole('button', { name: 'Cámara' })[0] as HTMLElement);
    expect(await screen.findByText(/solo da la cámara a direcciones https/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Usar la cámara del teléfono' })).toBeVisible();
  });
});
