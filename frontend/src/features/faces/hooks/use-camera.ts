/** The camera while a component is mounted: asks for it, shows it in a `<video>`, lets it go. */
import { type RefObject, useEffect, useState } from 'react';

/** `insecure` the browser gives no camera to this address · `denied` the person or their settings said no. */
export type CameraState = 'asking' | 'live' | 'denied' | 'none' | 'busy' | 'insecure';

const WANTED = { video: { facingMode: 'user', width: { ideal: 1920 }, height: { ideal: 1080 } }, audio: false };

const REASONS: Record<string, CameraState> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

export function useCamera(video: RefObject<HTMLVideoElement | null>): { state: CameraState; retry: () => void } {
  const [state, setState] = useState<CameraState>('asking');
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    setState('asking');
    void ask().then(
      (given) => {
        if (gone) return release(given);
        stream = given;
        if (video.current) video.current.srcObject = given;
        setState('live');
      },
      (error: unknown) => !gone && setState(reasonOf(error)),
    );
    return () => {
      gone = true;
      release(stream);
    };
  }, [tries, video]);
  return { state, retry: () => setTries(tries + 1) };
}

async function ask(): Promise<MediaStream> {
  // Typed as always there; browsers leave it out at addresses they do not trust.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) throw new Insecure();
  return devices.getUserMedia(WANTED);
}

class Insecure extends Error {}

function reasonOf(error: unknown): CameraState {
  if (error instanceof Insecure) return 'insecure';
  return REASONS[(error as { name?: string } | null)?.name ?? ''] ?? 'busy';
}

const release = (stream: MediaStream | null) => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
