/** The microphone: asks for it, counts down, records, gives the sound. Lets it go when the component does. */
import { useEffect, useRef, useState } from 'react';

/** `insecure` the browser gives no microphone to this address · `denied` the person or their settings said no. */
export type RecorderProblem = 'denied' | 'none' | 'busy' | 'insecure' | 'unsupported';
export type RecorderState = 'idle' | 'asking' | 'counting' | 'recording' | 'done';

export interface Recorder {
  state: RecorderState;
  problem: RecorderProblem | null;
  /** 3, 2, 1 before it starts. */
  count: number;
  /** Seconds recorded so far, and of what was recorded. */
  seconds: number;
  /** What is heard while it counts and records. */
  stream: MediaStream | null;
  /** What was recorded, and an address to play it. */
  take: { file: File; url: string } | null;
  start: () => void;
  stop: () => void;
  /** Forgets the take; nothing is asked again. */
  again: () => void;
}

const COUNT = 3;
const TICK_MS = 100;
/** What browsers record, the smaller files first; Safari knows only the last. */
const KINDS = [
  { mime: 'audio/webm;codecs=opus', type: 'audio/webm', extension: 'webm' },
  { mime: 'audio/ogg;codecs=opus', type: 'audio/ogg', extension: 'ogg' },
  { mime: 'audio/mp4', type: 'audio/mp4', extension: 'm4a' },
];
const REASONS: Record<string, RecorderProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
};

export function useRecorder(name: string): Recorder {
  const [state, setState] = useState<RecorderState>('idle');
  const [problem, setProblem] = useState<RecorderProblem | null>(null);
  const [count, setCount] = useState(COUNT);
  const [seconds, setSeconds] = useState(0);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [take, setTake] = useState<Recorder['take']>(null);
  const running = useRef<{ stream: MediaStream; recorder: MediaRecorder | null; timer: number } | null>(null);
  const gone = useRef(false);
  const takeUrl = useRef<string | null>(null);

  useEffect(() => {
    gone.current = false; // in development React mounts twice
    return () => {
      gone.current = true;
      release(running.current);
      running.current = null;
      if (takeUrl.current) URL.revokeObjectURL(takeUrl.current);
    };
  }, []);

  const forget = () => {
    if (takeUrl.current) URL.revokeObjectURL(takeUrl.current);
    takeUrl.current = null;
    setTake(null);
    setSeconds(0);
    setState('idle');
  };

  const record = (stream: MediaStream) => {
    const kind = KINDS.find(({ mime }) => MediaRecorder.isTypeSupported(mime));
    const recorder = new MediaRecorder(stream, kind && { mimeType: kind.mime, audioBitsPerSecond: 128_000 });
    const parts: Blob[] = [];
    const begun = performance.now();
    recorder.ondataavailable = ({ data }) => data.size > 0 && parts.push(data);
    recorder.onstop = () => {
      release(running.current);
      running.current = null;
      if (gone.current) return;
      setStream(null);
      const type = kind?.type ?? recorder.mimeType.split(';')[0] ?? 'audio/webm';
      const file = new File(parts, `${name}.${kind?.extension ?? 'webm'}`, { type });
      takeUrl.current = URL.createObjectURL(file);
      setTake({ file, url: takeUrl.current });
      setState('done');
    };
    recorder.start(1000); // in pieces: a tab that is closed late has little left to write
    setSeconds(0);
    setState('recording');
    const timer = window.setInterval(() => setSeconds((performance.now() - begun) / 1000), TICK_MS);
    running.current = { stream, recorder, timer };
  };

  const countDown = (stream: MediaStream) => {
    let left = COUNT;
    setStream(stream);
    setCount(left);
    setState('counting');
    const timer = window.setInterval(() => {
      left -= 1;
      setCount(left);
      if (left > 0) return;
      window.clearInterval(timer);
      record(stream);
    }, 1000);
    running.current = { stream, recorder: null, timer };
  };

  const start = () => {
    forget();
    setProblem(null);
    setState('asking');
    ask().then(
      (stream) => (gone.current ? release({ stream, timer: 0 }) : countDown(stream)),
      (error: unknown) => {
        if (gone.current) return;
        setProblem(reasonOf(error));
        setState('idle');
      },
    );
  };

  const stop = () => {
    const now = running.current;
    if (!now) return;
    window.clearInterval(now.timer);
    if (now.recorder) return now.recorder.stop();
    release(now);
    running.current = null;
    setStream(null);
    setState('idle');
  };

  return { state, problem, count, seconds, stream, take, start, stop, again: forget };
}

class Refused extends Error {
  readonly reason: RecorderProblem;
  constructor(reason: RecorderProblem) {
    super(reason);
    this.reason = reason;
  }
}

async function ask(): Promise<MediaStream> {
  // Typed as always there; browsers leave it out at addresses they do not trust.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) throw new Refused('insecure');
  if (typeof MediaRecorder === 'undefined') throw new Refused('unsupported');
  return devices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: true, autoGainControl: true } });
}

function reasonOf(error: unknown): RecorderProblem {
  if (error instanceof Refused) return error.reason;
  return REASONS[(error as { name?: string } | null)?.name ?? ''] ?? 'busy';
}

function release(now: { stream: MediaStream; recorder?: MediaRecorder | null; timer: number } | null): void {
  if (!now) return;
  window.clearInterval(now.timer);
  if (now.recorder?.state === 'recording') now.recorder.stop();
  for (const track of now.stream.getTracks()) track.stop();
}
