/** The one short sound that plays now: a voice's sample, a piece of music. Another one takes its place. */
import { create } from 'zustand';

interface Playing {
  /** Whose sound it is. */
  id: string | null;
  state: 'loading' | 'playing' | 'failed' | null;
}

export const usePlaying = create<Playing>()(() => ({ id: null, state: null }));

let audio: HTMLAudioElement | null = null;

export function stopPlaying(): void {
  audio?.pause();
  audio = null;
  usePlaying.setState({ id: null, state: null });
}

/** Plays what `load` finds the address of. Asked again for the same, it stops. */
export async function togglePlaying(id: string, load: () => Promise<string>): Promise<void> {
  const same = usePlaying.getState().id === id && usePlaying.getState().state !== 'failed';
  stopPlaying();
  if (same) return;
  usePlaying.setState({ id, state: 'loading' });
  const mine = new Audio();
  audio = mine;
  const failed = () => audio === mine && usePlaying.setState({ id, state: 'failed' });
  mine.onended = () => audio === mine && stopPlaying();
  mine.onerror = failed;
  try {
    mine.src = await load();
    if (audio !== mine) return;
    await mine.play();
    if (audio === mine) usePlaying.setState({ id, state: 'playing' });
  } catch {
    failed();
  }
}
