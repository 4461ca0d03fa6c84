import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { api, take } from '@/services/api';
import { useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { renderApp } from '@/testing/render';
import { at, failure, server } from '@/testing/server';
import { SignIn } from './sign-in';

describe('signing in to a studio on another origin', () => {
  it('keeps the key for this tab, and sends it there and nowhere else', async () => {
    const seen: Record<string, string | null> = {};
    const note =
      (name: string) =>
      ({ request }: { request: Request }) => {
        seen[name] = request.headers.get('authorization');
        return HttpResponse.json({ items: [], next_cursor: null, total: 0 });
      };
    server.use(
      http.post('https://far.test/session', () => HttpResponse.json({ authenticated: true, auth_required: true })),
      http.get('https://far.test/api/assets', note('far')),
      http.get(at('/api/assets'), note('here')),
    );
    useBackendUrl.getState().set('https://far.test');
    useConnection.getState().setLocked(true);
    const { user } = renderApp(<SignIn />);
    expect(screen.getByText(/solo en esta pestaña/)).toBeVisible();
    await user.type(screen.getByLabelText('Clave de API'), 'sesame{Enter}');
    await waitFor(() => expect(useConnection.getState().locked).toBe(false));
    expect(sessionStorage.getItem('enfoads.key')).toContain('sesame');
    expect(JSON.stringify(localStorage)).not.toContain('sesame');

    await take(api().GET('/api/assets'));
    useBackendUrl.getState().set('');
    await take(api().GET('/api/assets'));
    expect(seen).toEqual({ far: 'Bearer sesame', here: null });
  });

  it('keeps no key that was refused', async () => {
    server.use(http.post('https://far.test/session', () => failure(401, 'invalid_api_key')));
    useBackendUrl.getState().set('https://far.test');
    const { user } = renderApp(<SignIn />);
    await user.type(screen.getByLabelText('Clave de API'), 'guess{Enter}');
    expect(await screen.findByText('La clave no es válida.')).toBeVisible();
    expect(sessionStorage.getItem('enfoads.key') ?? '').not.toContain('guess');
  });
});
