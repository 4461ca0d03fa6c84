/** Jobs in words: name, stage and what is left. */
import { useTranslation } from 'react-i18next';
import { i18next } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';

type Job = Schemas['Job'];

export interface JobText {
  /** What is being made: the prompt, the file's name, the model. */
  name: string;
  /** "Dibujando". */
  stage: string;
  /** "Paso 12/30 · quedan 18 s", as much of it as is known. */
  caption: string;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '');

/** A script's words, without its pauses. */
const shownWords = (script: unknown) =>
  asText(script)
    .replace(/\s*\[\s*(?:pause|pausa|silence|silencio|break)\b[^\]]*\]/gi, '')
    .trim();

/** What is said first in a video. */
function firstWords(scenes: unknown): string {
  const said = Array.isArray(scenes)
    ? scenes.map((scene: { narration?: unknown }) => shownWords(scene?.narration))
    : [];
  return said.find(Boolean)?.slice(0, MOST_CHARACTERS) ?? '';
}

const MOST_CHARACTERS = 120;

/** Percent to show, or null while it cannot be known: a model loads, or the job waits. */
export function knownProgress(job: Job): number | null {
  if (job.status === 'queued') return 0;
  if (job.stage === 'loading' || job.cancelling) return null;
  return job.progress;
}

export function useJobText(): (job: Job) => JobText {
  const { t } = useTranslation();
  const format = useFormat();
  const say = t as (key: string) => string;

  const name = (job: Job) => {
    if (job.kind === 'image') return asText(job.params.prompt) || t('jobs.kind.image');
    if (job.kind === 'model_pull') return t('jobs.kind.model_pull', { model: asText(job.params.model) || job.model });
    if (job.kind === 'upload') return asText(job.params.name) || asText(job.params.filename) || t('jobs.kind.upload');
    if (/^(face|video)_swap/.test(job.kind)) return t('jobs.kind.face_swap');
    if (job.kind === 'video') return asText(job.params.title) || firstWords(job.params.scenes) || t('jobs.kind.video');
    if (job.kind === 'avatar') return t('jobs.kind.avatar', { name: asText(job.params.name) });
    if (job.kind === 'speech') return shownWords(job.params.text).slice(0, MOST_CHARACTERS) || t('jobs.kind.speech');
    if (job.kind.startsWith('transcribe')) return t('jobs.kind.transcribe');
    return t('jobs.kind.other');
  };

  const stage = (job: Job) => {
    if (job.status === 'completed' || job.status === 'cancelled' || job.status === 'failed') {
      return t(`jobs.status.${job.status}`);
    }
    if (job.cancelling) return t('jobs.stage.cancelling');
    if (job.status === 'queued') {
      if (job.position === null) return t('jobs.stage.queued');
      return job.position <= 1 ? t('jobs.stage.next') : t('jobs.stage.queuedAt', { position: job.position });
    }
    const key = `jobs.stage.${job.stage}`;
    return i18next.exists(key) ? say(key) : t('jobs.stage.processing');
  };

  const caption = (job: Job) => {
    const parts = [];
    if (job.status === 'processing' && !job.cancelling) {
      if (job.step !== null && job.steps) parts.push(t('jobs.step', { step: job.step, steps: job.steps }));
      if (job.eta_s !== null && job.eta_s >= 1) parts.push(t('jobs.left', { time: format.seconds(job.eta_s) }));
    }
    return parts.join(' · ');
  };

  return (job) => ({ name: name(job), stage: stage(job), caption: caption(job) });
}
