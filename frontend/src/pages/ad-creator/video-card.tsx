import { ActionIcon, Button } from '@mantine/core';
import { RotateCw, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from '@/components/ui/aspect-frame';
import { Notice } from '@/components/ui/notice';
import { Placeholder } from '@/components/ui/placeholder';
import { ProgressLine } from '@/components/ui/progress-line';
import { useRetryJob } from '@/features/jobs/api/change-jobs';
import { CancelJob } from '@/features/jobs/components/cancel-job';
import { useJob } from '@/features/jobs/hooks/use-jobs';
import { knownProgress, useJobText } from '@/features/jobs/lib/job-text';
import { isTerminal } from '@/features/jobs/store/live';
import { ExpectedAvatar } from '@/features/video/components/expected-avatar';
import { useRefusal } from '@/features/video/hooks/use-refusal';
import { ASPECTS, type Aspect } from '@/features/video/lib/draft';
import { outcomeOf } from '@/features/video/lib/outcome';
import { useVideo } from '@/features/video/store/draft';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import classes from './video-card.module.css';
import { VideoPlayer } from './video-player';

type Job = Schemas['Job'];

/** One video: how far it is, why it failed, or the finished file. */
export function VideoCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const { job, preview } = useJob(id);
  const forget = useVideo((state) => state.forget);
  const { name } = useJobText()(job ?? NOTHING);
  const outcome = job ? outcomeOf(job) : null;
  const aspect = aspectOf(job);
  const presenter = job && presenterOf(job);
  const { across, down } = ASPECTS[aspect];
  return (
    <li
      className={classes.card}
      style={{ '--ratio': across / down } as CSSProperties}
      data-over={(job && !outcome && isTerminal(job)) || undefined}
    >
      {!job && <Placeholder height={96} />}
      {job && outcome && <VideoPlayer outcome={outcome} job={job} ratio={across / down} />}
      {job && !outcome && (
        <>
          {!isTerminal(job) && (
            <div className={classes.media}>
              <AspectFrame ratio={across / down}>
                {preview ? (
                  <img src={preview} alt={t('video.rendering.preview')} />
                ) : (
                  presenter && <ExpectedAvatar id={presenter} />
                )}
              </AspectFrame>
            </div>
          )}
          <div className={classes.body}>
            <p className={classes.name}>{name}</p>
            {job.status === 'failed' && <Failed job={job} />}
            {job.status === 'cancelled' && <Cancelled job={job} />}
            {!isTerminal(job) && <Running job={job} name={name} aspect={aspect} />}
          </div>
        </>
      )}
      {(!job || isTerminal(job)) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.remove}
          aria-label={t('jobs.dismissNamed', { name })}
          onClick={() => forget(id)}
        >
          <X />
        </ActionIcon>
      )}
    </li>
  );
}

const NOTHING = { kind: 'video', params: {} } as unknown as Job;

const aspectOf = (job: Job | undefined): Aspect => {
  const aspect = job?.params.aspect;
  return typeof aspect === 'string' && aspect in ASPECTS ? (aspect as Aspect) : '9:16';
};

/** The presenter of the first scene, as the job tells it. */
const presenterOf = (job: Job): string | undefined =>
  (job.params.scenes as { visual?: { avatar?: { id?: string } } }[] | undefined)?.[0]?.visual?.avatar?.id;

/** Stage, step and time left (UX-23); cancelling asks only past the half (UX-25). */
function Running({ job, name, aspect }: { job: Job; name: string; aspect: Aspect }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, caption } = useJobText()(job);
  const percent = knownProgress(job);
  const said = [stage, caption].filter(Boolean).join(' · ');
  return (
    <>
      <ProgressLine value={percent} label={t('video.rendering', { name })} text={said} />
      <p className={classes.said}>
        <span>{[aspect, said].join(' · ')}</span>
        {job.status === 'processing' && percent !== null && <span>{format.percent(percent)}</span>}
      </p>
      <div>
        <CancelJob job={job} labelled />
      </div>
    </>
  );
}

function Cancelled({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { again, sending } = useAnotherTry(job);
  return (
    <>
      <p className={classes.said}>{t('jobs.status.cancelled')}</p>
      <div>
        <Button variant="default" leftSection={<RotateCw />} loading={sending} onClick={again}>
          {t('common.retry')}
        </Button>
      </div>
    </>
  );
}

/** Asks for the same video once more; the new one takes this one's place. */
function useAnotherTry(job: Job) {
  const retry = useRetryJob();
  const { follow, forget } = useVideo();
  const again = () =>
    retry.mutate(
      { job },
      {
        onSuccess: (next) => {
          if (!next) return;
          forget(job.id);
          follow(next.id);
        },
      },
    );
  return { again, sending: retry.isPending };
}

function Failed({ job }: { job: Job }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const { again, sending } = useAnotherTry(job);
  return (
    <Notice
      kind="danger"
      role="alert"
      title={t('video.failed')}
      action={
        <Button variant="default" leftSection={<RotateCw />} loading={sending} onClick={again}>
          {t('common.retry')}
        </Button>
      }
    >
      {refusal.located(refusal.of(job.error))}
    </Notice>
  );
}
