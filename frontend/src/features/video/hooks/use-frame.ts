/** The frame of the preview: asked for a moment after the last change; the last good one stays until the next is there. */
import { useDebouncedValue, useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { useConnection } from '@/services/connection';
import { ApiError } from '@/services/errors';
import { useAvatars } from '../api/avatars';
import { drawFrame } from '../api/preview';
import { type Aspect, wholeScript } from '../lib/draft';
import { characters, frameOf } from '../lib/requests';
import { useVideo } from '../store/draft';

export interface Frame {
  /** Object URL of the last frame that was drawn. */
  url: string | null;
  loading: boolean;
  /** Why the wanted one could not be drawn, in words. */
  error: string | null;
}

const PAUSE_MS = 250;
const TURN_MS = 800;
const BUSY_MS = 4000;
/** As many pixels as the frame has on a sharp screen, no more: it is asked for at each key. */
const WIDTH: Record<Aspect, number> = { '9:16': 480, '4:5': 560, '1:1': 600, '16:9': 800 };

export function useFrame(): Frame {
  const errorText = useErrorText();
  const words = useRef(errorText);
  words.current = errorText;
  const avatars = useAvatars().data;
  const body = useFrameRequest(avatars?.[0]?.id ?? '');
  const [wanted] = useDebouncedValue(body, PAUSE_MS);
  const seen = useDocumentVisibility() === 'visible'; // a tab nobody looks at would take the seat of the one that is used
  const [comeback, setComeback] = useState(0);
  const shown = useRef<string | null>(null);
  const drawn = useRef<string | null>(null);
  const [frame, setFrame] = useState<Frame>({ url: null, loading: true, error: null });

  // What failed while the studio was away is asked for again when it is back.
  useEffect(
    () =>
      useConnection.subscribe(
        (now, before) =>
          now.state === 'online' &&
          before.state !== 'connecting' &&
          before.state !== 'online' &&
          setComeback((n) => n + 1),
      ),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a comeback is a reason to ask again
  useEffect(() => {
    if (wanted === null || !seen) return;
    if (wanted === drawn.current) return setFrame((now) => ({ ...now, loading: false, error: null }));
    const abort = new AbortController();
    let timer = 0;
    const ask = () => drawFrame(JSON.parse(wanted), abort.signal).then(show, failed);
    const show = (picture: Blob) => {
      if (abort.signal.aborted) return;
      const before = shown.current;
      shown.current = URL.createObjectURL(picture);
      drawn.current = wanted;
      setFrame({ url: shown.current, loading: false, error: null });
      if (before) URL.revokeObjectURL(before);
    };
    const failed = (error: unknown) => {
      if (abort.signal.aborted) return;
      const wait = waitOf(error);
      if (wait !== null) timer = window.setTimeout(ask, wait);
      if (wait === null || wait > TURN_MS) {
        setFrame((now) => ({ ...now, loading: wait !== null, error: inOneLine(words.current(error)) }));
      }
    };
    setFrame((now) => ({ ...now, loading: true }));
    void ask();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [wanted, seen, comeback]);

  useEffect(
    () => () => {
      if (shown.current) URL.revokeObjectURL(shown.current);
      shown.current = null;
    },
    [],
  );
  return frame;
}

/** Milliseconds until another try helps; null: the same request would fail again. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof ApiError)) return null;
  // Another tab or another person at the same address asked in between: the studio draws only the latest of them.
  if (error.code === 'job_cancelled') return TURN_MS * (0.5 + Math.random() / 2);
  return error.status === 503 ? BUSY_MS : null;
}

/** The request for the frame where the caret stands, as text to compare; null while it cannot be made. */
function useFrameRequest(firstAvatar: string): string | null {
  const { draft, scene, caret } = useVideo();
  return useMemo(() => {
    if (firstAvatar === '') return null; // who speaks is not known yet
    if (draft.way === 'scenes' && draft.scenes.length === 0) return null;
    const words = draft.way === 'scenes' ? (draft.scenes[scene]?.narration ?? '') : wholeScript(draft);
    const spot = { scene: draft.way === 'scenes' ? scene : 0, caret: characters(words, caret) };
    return JSON.stringify({ ...frameOf(draft, firstAvatar, spot), width: WIDTH[draft.aspect] });
  }, [draft, scene, caret, firstAvatar]);
}
