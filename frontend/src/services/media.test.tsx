import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { useBackendUrl } from './backend-url';
import { useMediaUrl } from './media';

const PATH = '/api/assets/img_1_0/thumbnail?v=1';

function Picture() {
  const src = useMediaUrl(PATH);
  return src ? <img src={src} alt="hamburger" /> : null;
}

describe('a picture of the studio', () => {
  it('on the page’s own origin is used as it is', () => {
    renderApp(<Picture />);
    expect(screen.getByRole('img')).toHaveAttribute('src', `http://studio.test${PATH}`);
  });

  it('behind a tunnel is fetched with the header that <img> cannot send, and freed when nobody needs it', async () => {
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    let header: string | null = null;
    server.use(
      http.get('https://tunnel.test/api/assets/img_1_0/thumbnail', ({ request }) => {
        header = request.headers.get('ngrok-skip-browser-warning');
        return new HttpResponse(new Blob(['x']), { headers: { 'content-type': 'image/webp' } });
      }),
    );
    useBackendUrl.getState().set('https://tunnel.test');
    const { queryClient } = renderApp(<Picture />);
    const src = (await screen.findByRole('img')).getAttribute('src');
    expect(src).toMatch(/^blob:/);
    expect(header).toBe('1');
    queryClient.clear();
    await waitFor(() => expect(revoked).toHaveBeenCalledWith(src));
  });
});
