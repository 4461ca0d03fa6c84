/** Pressing "Make the video": one request for each format, what is missing first, and what was refused beside its control. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/services/api';
import { useAvatars } from '../api/avatars';
import { createVideo } from '../api/create-video';
import { ASPECT_IDS, type Aspect } from '../lib/draft';
import { isAbout, missingIn } from '../lib/problems';
import { orderOf } from '../lib/requests';
import { useVideo } from '../store/draft';
import { useVoiceOf } from './use-best-voice';
import { type Refusal, useRefusal } from './use-refusal';

export interface Render {
  start: (everyAspect?: boolean) => void;
  sending: boolean;
  /** Why it never became a job, in words. */
  error: string | null;
  /** What was refused of one of these fields of a scene, or of the whole video. */
  problem: (scene: number | null, ...fields: string[]) => string | undefined;
}

export function useRender(onAccepted: (job: Schemas['Job']) => void): Render {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const avatars = useAvatars().data ?? [];
  const voiceOf = useVoiceOf();
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [sending, setSending] = useState(false);
  const busy = useRef(false); // the second press of a double click

  const refuse = (said: Refusal) => {
    setProblem(said);
    showProblem();
  };
  // What was changed since is not to blame.
  useEffect(() => useVideo.subscribe((now, before) => now.draft !== before.draft && setProblem(null)), []);
  const send = async (aspects: readonly Aspect[]) => {
    const { draft } = useVideo.getState();
    busy.current = true;
    setSending(true);
    try {
      const voiceId = await voiceOf(draft);
      for (const aspect of aspects) {
        const job = await createVideo(
          orderOf({ ...draft, aspect, voiceId }, avatars[0]?.id ?? ''),
          crypto.randomUUID(),
        );
        useVideo.getState().follow(job.id);
        onAccepted(job);
      }
    } catch (error) {
      refuse(refusal.of(error));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  const start = (everyAspect = false) => {
    if (busy.current) return;
    const { draft } = useVideo.getState();
    const missing = missingIn(draft);
    if (missing) return refuse({ place: missing.place, text: t(`video.missing.${missing.missing}`) });
    setProblem(null);
    void send(everyAspect ? ASPECT_IDS : [draft.aspect]);
  };
  const problemOf = useCallback(
    (scene: number | null, ...fields: string[]) =>
      isAbout(problem?.place ?? null, scene, ...fields) ? problem?.text : undefined,
    [problem],
  );
  return {
    start,
    sending,
    error: problem && refusal.located(problem),
    problem: problemOf,
  };
}

/** Brings the first control with a problem into view, once it is drawn, and the keyboard to it. */
function showProblem(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const wrong = document.querySelector<HTMLElement>(
        '[data-video-form] [aria-invalid="true"], [data-video-form] [role="alert"]',
      );
      wrong?.scrollIntoView({ block: 'center' });
      const field = wrong?.matches('input, textarea, select')
        ? wrong
        : wrong?.closest('fieldset')?.querySelector('button');
      field?.focus({ preventScroll: true });
    }),
  );
}
