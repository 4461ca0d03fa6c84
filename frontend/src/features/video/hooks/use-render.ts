/** Pressing "Make the video": one request for each format, what is missing first, and what was refused beside its control. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { Schemas } from '@/services/api';
import { ApiError } from '@/services/errors';
import { useAvatars } from '../api/avatars';
import { createVideo } from '../api/create-video';
import { ASPECT_IDS, type Aspect } from '../lib/draft';
import { isAbout, missingIn, type Place, placeOf } from '../lib/problems';
import { orderOf } from '../lib/requests';
import { useVideo } from '../store/draft';
import { useVoiceOf } from './use-best-voice';

interface Problem {
  /** null: it is about no single control. */
  place: Place | null;
  text: string;
}

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
  const errorText = useErrorText();
  const avatars = useAvatars().data ?? [];
  const voiceOf = useVoiceOf();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const busy = useRef(false); // the second press of a double click

  const refuse = (said: Problem) => {
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
      const param = error instanceof ApiError ? error.param : null;
      const text = inOneLine(errorText(error));
      refuse({ place: placeOf(param), text: param ? withoutField(text, param) : text });
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
  const scene = problem?.place?.scene ?? null;
  const where = scene === null ? '' : `${t('video.scene.nth', { number: scene + 1 })}: `;
  return {
    start,
    sending,
    error: problem && where + problem.text,
    problem: problemOf,
  };
}

/** "scenes[2].visual.asset_id: no such asset" beside the very control says too much. */
const withoutField = (text: string, param: string): string => {
  const rest = text.startsWith(`${param}: `) ? text.slice(param.length + 2) : text;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};

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
