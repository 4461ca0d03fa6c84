import { ActionIcon, Button } from '@mantine/core';
import { Check, CircleAlert, Download, Image, RotateCw, Shrink, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { useMediaUrl } from '@/services/media';
import { useRetryJob } from '../api/change-jobs';
import { knownProgress, useJobText } from '../lib/job-text';
import { canShrink } from '../lib/smaller';
import { isTerminal, useLive } from '../store/live';
import { useTray } from '../store/tray';
import { CancelJob } from './cancel-job';
import classes from './job-row.module.css';

type Job = Schemas['Job'];

/** One job of the tray: thumbnail, name, stage and percent, and what can be done with it. */
export function JobRow({ job }: { job: Job }) {
  const format = useFormat();
  const text = useJobText()(job);
  const percent = knownProgress(job);
  const running = job.status === 'processing';
  const said = [text.stage, text.caption].filter(Boolean).join(' · ');

  return (
    <li className={classes.row} data-status={job.status}>
      <Thumbnail job={job} />
      <div className={classes.body}>
        <p className={classes.name} title={text.name}>
          {text.name}
        </p>
        <p className={classes.stage}>
          {job.status === 'completed' && <Check aria-hidden />}
          {job.status === 'failed' && <CircleAlert aria-hidden />}
          <span>{[aspectOf(job), text.stage].filter(Boolean).join(' · ')}</span>
          {running && percent !== null && <span className={classes.percent}>{format.percent(percent)}</span>}
        </p>
      </div>
      {isTerminal(job) ? <Dismiss job={job} name={text.name} /> : <CancelJob job={job} />}
      {running && <p className={classes.caption}>{text.caption}</p>}
      {job.status === 'failed' && <Failure job={job} name={text.name} />}
      {running && (
        <div className={classes.line}>
          <ProgressLine value={percent} label={text.name} text={said} />
        </div>
      )}
    </li>
  );
}

/** What tells a video from the same one in another format. */
const aspectOf = (job: Job) => (job.kind === 'video' && typeof job.params.aspect === 'string' ? job.params.aspect : '');

function Thumbnail({ job }: { job: Job }) {
  const preview = useLive((state) => state.previews[job.id]);
  const made = useMediaUrl(firstThumbnail(job));
  const src = made ?? preview;
  const Icon = job.kind === 'model_pull' ? Download : Image;
  return <span className={classes.thumb}>{src ? <img src={src} alt="" /> : <Icon aria-hidden />}</span>;
}

/** Thumbnail of the first picture, or of the video, that a finished job made. */
function firstThumbnail(job: Job): string | null {
  const images = job.result?.images as { asset?: Schemas['Asset'] }[] | undefined;
  const only = (job.result?.asset ?? job.result?.video) as Schemas['Asset'] | undefined;
  return (images?.[0]?.asset ?? only)?.thumbnail_url ?? null;
}

function Dismiss({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation();
  const dismiss = useTray((state) => state.dismiss);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('jobs.dismissNamed', { name })}
      onClick={() => dismiss(job.id)}
    >
      <X />
    </ActionIcon>
  );
}

/** Why it failed, in plain words, and the ways on (UX-28). */
function Failure({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation();
  const { title, hint } = useErrorText()(job.error);
  const retry = useRetryJob();
  return (
    <div className={classes.failure}>
      <p className={classes.reason}>{title}</p>
      <p className={classes.hint}>{hint}</p>
      <div className={classes.ways}>
        {canShrink(job) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Shrink />}
            loading={retry.isPending}
            aria-label={t('jobs.retrySmallerNamed', { name })}
            onClick={() => retry.mutate({ job, smaller: true })}
          >
            {t('jobs.retrySmaller')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<RotateCw />}
          loading={retry.isPending}
          aria-label={t('jobs.retryNamed', { name })}
          onClick={() => retry.mutate({ job })}
        >
          {t('jobs.retry')}
        </Button>
      </div>
    </div>
  );
}
