import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DRAFT } from '@/features/video/lib/draft';
import { prompterWords, wordAt } from '@/features/video/lib/prompter';
import { useVideo } from '@/features/video/store/draft';
import { asset } from '@/testing/fixtures';
import { at, server } from '@/testing/server';
import { ALL_OPEN, openVideoTab, videoStudio, voice } from '@/testing/video-studio';

beforeEach(() => {
  const draft = { ...EMPTY_DRAFT, script: 'Hola a todos.' };
  useVideo.setState({ draft, folds: ALL_OPEN, scene: 0, caret: 0, safeZone: false, every: false, jobs: [] });
});
afterEach(() => {
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
  vi.unstubAllGlobals();
});

const draft = () => useVideo.getState().draft;

/** A microphone that answers so, and a recorder that hears four bytes. */
function microphone(ask: () => Promise<unknown>): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: ask }, configurable: true });
  class FakeRecorder {
    static isTypeSupported = () => true;
    state = 'inactive';
    mimeType = 'audio/webm';
    ondataavailable: ((event: { data: Blob }) => void) | null = null;
    onstop: (() => void) | null = null;
    start() {
      this.state = 'recording';
    }
    stop() {
      this.state = 'inactive';
      this.ondataavailable?.({ data: new Blob(['opus']) });
      this.onstop?.();
    }
  }
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  // The count of three, without the wait.
  const real = window.setInterval.bind(window);
  vi.spyOn(window, 'setInterval').mockImplementation(((run: () => void, ms: number) =>
    real(run, ms === 1000 ? 5 : ms)) as never);
}

async function openRecorder() {
  const page = await openVideoTab();
  await page.user.click(screen.getByRole('button', { name: 'Grabar' }));
  return { ...page, dialog: await screen.findByRole('dialog') };
}

describe('one’s own voice', () => {
  it('is recorded over the words, heard, recorded again, and takes the place of the voice', async () => {
    videoStudio();
    const stop = vi.fn();
    microphone(() => Promise.resolve({ getTracks: () => [{ stop }] }));
    const sent: string[] = [];
    server.use(
      http.post(at('/api/assets'), async ({ request }) => {
        sent.push(/filename="([^"]+)"/.exec(await request.text())?.[1] ?? '');
        return HttpResponse.json(asset({ id: 'up_9_0', type: 'audio', name: 'narracion', duration_s: 2.5 }), {
          status: 201,
        });
      }),
    );
    const { user, dialog } = await openRecorder();
    const inside = within(dialog);
    expect(inside.getByRole('region', { name: 'Texto para leer' })).toHaveTextContent('Hola a todos.');
    for (const button of ['Empezar a grabar', 'Repetir']) {
      await user.click(inside.getByRole('button', { name: button }));
      await user.click(await inside.findByRole('button', { name: 'Parar' }));
      await waitFor(() => expect(stop).toHaveBeenCalled());
      if (!inside.queryByRole('button', { name: 'Repetir' })) {
        // Stopped while it counted: nothing was recorded, and nothing is kept.
        await user.click(inside.getByRole('button', { name: 'Empezar a grabar' }));
        await waitFor(() => expect(inside.queryByText('3')).toBeNull());
        await user.click(await inside.findByRole('button', { name: 'Parar' }));
      }
      expect(await inside.findByLabelText('Escuchar la grabación')).toBeInTheDocument();
    }
    await user.keyboard('{Escape}'); // by mistake: what was said is not lost
    await user.click(inside.getByRole('button', { name: 'Cerrar' }));
    await user.click(await screen.findByRole('button', { name: 'Conservarla' }));
    await user.click(inside.getByRole('button', { name: 'Usar esta toma' }));
    await waitFor(() => expect(draft().recording).toMatchObject({ id: 'up_9_0', seconds: 2.5 }));
    expect(sent).toEqual(['narracion.webm']);
    expect(screen.queryByRole('radio', { name: /^Dora/ })).toBeNull();
  });

  it('says why there is no microphone, and lets somebody try again', async () => {
    videoStudio();
    const ask = vi.fn().mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    microphone(ask);
    const { user, dialog } = await openRecorder();
    const start = within(dialog).getByRole('button', { name: 'Empezar a grabar' });
    await user.click(start);
    expect(await screen.findByText('La página no tiene permiso para usar el micrófono.')).toBeVisible();
    await user.click(start);
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  });

  it('reads words on at the pace they take, pauses of made voices left out', () => {
    const words = prompterWords('Hola a todos. [pause 500ms] Esto es pan.\n\nAdiós.');
    expect(words.map(({ text }) => text)).toEqual(['Hola', 'a', 'todos.', 'Esto', 'es', 'pan.', 'Adiós.']);
    expect(words.at(-1)?.breaks).toBe(true);
    expect(wordAt(words, 0)).toBe(0);
    expect(wordAt(words, 1)).toBe(6);
    expect(words[3]?.at).toBeGreaterThan(3 / 7 - 0.05); // a full stop takes its time
  });
});

describe('voices', () => {
  it('are told apart: language, gender, accent, drafts, licence; the script’s language comes first', async () => {
    videoStudio();
    await openVideoTab();
    const groups = await screen.findAllByRole('group', { name: /^(Español|Inglés) · / });
    expect(groups[0]).toHaveAccessibleName('Español · Latinoamérica');
    expect(within(groups[0] as HTMLElement).getByRole('radio', { name: /Dora.*mujer/ })).toBeVisible();
    expect(within(groups[0] as HTMLElement).getByRole('radio', { name: /eSpeak.*robótica/ })).toBeVisible();
    expect(screen.getByText(/Kokoro-82M · Apache-2.0/)).toBeVisible();
  });

  it('play a sample, one at a time, and say so when it cannot be played', async () => {
    videoStudio();
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
    const pause = vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue(undefined);
    const { user } = await openVideoTab();
    await user.click(await screen.findByRole('button', { name: 'Escuchar: Dora' }));
    expect(await screen.findByRole('button', { name: 'Parar: Dora' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Escuchar: Heart' }));
    expect(pause).toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Escuchar: Dora' })).toBeVisible();
    play.mockRejectedValue(new Error('no'));
    await user.click(screen.getByRole('button', { name: 'Escuchar: Dora' }));
    expect(await screen.findByRole('button', { name: /No se ha podido escuchar: Dora/ })).toBeVisible();
  });

  it('that are not installed cannot be chosen, and lead to where they are', async () => {
    videoStudio();
    server.use(
      http.get(at('/voices'), () => HttpResponse.json({ items: [voice({ installed: false, name: 'Alex' })] })),
    );
    await openVideoTab();
    expect(await screen.findByRole('radio', { name: /Alex.*sin instalar/ })).toBeDisabled();
    expect(screen.getByRole('link', { name: 'Instalar voces en Ajustes' })).toHaveAttribute('href', '/settings#models');
  });
});
