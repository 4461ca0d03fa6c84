/** The frame of the preview: asked for a moment after the last change; the last good one stays until the next is there. */
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
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
/** As many pixels as the frame has on a sharp screen, no more: it is asked for at each key. */
const WIDTH: Record<Aspect, number> = { '9:16': 480, '4:5': 560, '1:1': 600, '16:9': 800 };

export function useFrame(): Frame {
  const errorText = useErrorText();
  const words = useRef(errorText);
  words.current = errorText;
  const avatars = useAvatars().data;
  const body = useFrameRequest(avatars?.[0]?.id ?? '');
  const [wanted] = useDebouncedValue(body, PAUSE_MS);
  const shown = useRef<string | null>(null);
  const [frame, setFrame] = useState<Frame>({ url: null, loading: true, error: null });

  useEffect(() => {
    if (wanted === null) return;
    const abort = new AbortController();
    setFrame((now) => ({ ...now, loading: true }));
    drawFrame(JSON.parse(wanted), abort.signal).then(
      (picture) => {
        if (abort.signal.aborted) return;
        const before = shown.current;
        shown.current = URL.createObjectURL(picture);
        setFrame({ url: shown.current, loading: false, error: null });
        if (before) URL.revokeObjectURL(before);
      },
      (error: unknown) => {
        // Given up for a later one, by us or by the studio.
        if (abort.signal.aborted || (error instanceof ApiError && error.code === 'job_cancelled')) return;
        setFrame((now) => ({ ...now, loading: false, error: inOneLine(words.current(error)) }));
      },
    );
    return () => abort.abort();
  }, [wanted]);

  useEffect(
    () => () => {
      if (shown.current) URL.revokeObjectURL(shown.current);
      shown.current = null;
    },
    [],
  );
  return frame;
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
