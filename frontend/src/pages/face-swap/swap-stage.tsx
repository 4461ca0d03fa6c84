import { Button } from '@mantine/core';
import { RotateCw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { Notice } from '@/components/ui/notice';
import { ProgressLine } from '@/components/ui/progress-line';
import type { SwapRequest } from '@/features/faces/hooks/use-swap-request';
import { outcomeOf } from '@/features/faces/lib/outcome';
import { useSwap } from '@/features/faces/store/swap';
import { CancelJob } from '@/features/jobs/components/cancel-job';
import { knownProgress, useJobText } from '@/features/jobs/lib/job-text';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { SwapResult } from './swap-result';
import classes from './swap-stage.module.css';

interface Props {
  job: Schemas['Job'] | undefined;
  /** Of the unfinished video. */
  preview: string | undefined;
  request: SwapRequest;
}

/** Below the pictures: what a swap gives, how far it is, why it failed, or what it became. */
export function SwapStage({ job, preview, request }: Props) {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const started = request.sending || job !== undefined;
  const done = job !== undefined && outcomeOf(job) !== null;
  useEffect(() => {
    if (started) section.current?.scrollIntoView({ block: done ? 'start' : 'nearest' });
  }, [started, done]);
  return (
    <section ref={section} className={classes.stage} aria-label={t('faces.result')}>
      <Now job={job} preview={preview} request={request} />
    </section>
  );
}

function Now({ job, preview, request }: Props) {
  const { t } = useTranslation();
  if (request.sending) return <Sending request={request} />;
  if (request.error)
    return <Failed error={request.error} onForce={() => request.start(true)} onAgain={request.again} />;
  if (!job) return <EmptyState ratio={3} title={t('faces.empty')} text={t('faces.empty.text')} />;
  if (job.status === 'failed') {
    return <Failed error={job.error} onForce={() => request.start(true)} onAgain={() => request.start()} />;
  }
  if (job.status === 'cancelled') return <Notice kind="info" role="status" title={t('faces.result.cancelled')} />;
  const outcome = job.status === 'completed' ? outcomeOf(job) : null;
  return outcome ? <SwapResult outcome={outcome} /> : <Running job={job} preview={preview} />;
}

function Sending({ request }: { request: SwapRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = `${t('faces.result.sending')} · ${format.percent(request.sent * 100)}`;
  return (
    <div className={classes.running}>
      <ProgressLine value={request.sent * 100} label={t('faces.result.sending')} text={text} />
      <p className={classes.said}>
        <span>{text}</span>
        <Button variant="default" leftSection={<X />} onClick={request.cancel}>
          {t('common.cancel')}
        </Button>
      </p>
    </div>
  );
}

/** Stage, step and time left (UX-23); cancelling asks only past the half (UX-25). */
function Running({ job, preview }: { job: Schemas['Job']; preview: string | undefined }) {
  const { t } = useTranslation();
  const name = useSwap((state) => state.before?.name);
  const { stage, caption } = useJobText()(job);
  const text = [stage, caption].filter(Boolean).join(' · ');
  const label = t('faces.result.running', { name: name || t('faces.untitled') });
  return (
    <div className={classes.running}>
      <ProgressLine value={knownProgress(job)} label={label} text={text} />
      {preview && <img className={classes.preview} src={preview} alt={t('faces.result.preview')} />}
      <p className={classes.said}>
        <span>{text}</span>
        <CancelJob job={job} labelled />
      </p>
    </div>
  );
}

interface FailedProps {
  error: unknown;
  onForce: () => void;
  onAgain: () => void;
}

/** Which picture, why, and the way on: beyond the pose the engine can do it may be forced. */
function Failed({ error, onForce, onAgain }: FailedProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const turned = codeOf(error) === 'face_pose_unsupported';
  return (
    <Notice
      kind="danger"
      role="alert"
      title={t('faces.result.failed')}
      action={
        turned ? (
          <Button variant="default" onClick={onForce}>
            {t('faces.result.force')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<RotateCw />} onClick={onAgain}>
            {t('common.retry')}
          </Button>
        )
      }
    >
      {inOneLine(errorText(error))}
    </Notice>
  );
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
