import { Button } from '@mantine/core';
import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { usePauseQueue } from '../api/change-jobs';
import { useJobsNow, useTrayJobs } from '../hooks/use-jobs';
import classes from './job-list.module.css';
import { JobRow } from './job-row';

/** The rows of the tray, whatever holds them: the column, the strip or the sheet. */
export function JobList() {
  const { t } = useTranslation();
  const jobs = useTrayJobs();
  const paused = useJobsNow()?.paused ?? false;
  const pause = usePauseQueue();
  const waiting = jobs.some((job) => job.status === 'queued');

  return (
    <div className={classes.list}>
      {paused && (
        <Notice
          kind="warn"
          title={t('jobs.paused')}
          action={
            <Button size="compact-sm" variant="default" leftSection={<Play />} onClick={() => pause.mutate(false)}>
              {t('jobs.resume')}
            </Button>
          }
        />
      )}
      {jobs.length === 0 ? (
        <div className={classes.none}>
          <p>{t('jobs.none')}</p>
          <p>{t('jobs.none.text')}</p>
        </div>
      ) : (
        <ul className={classes.rows}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {waiting && !paused && (
        <Button
          className={classes.pause}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<Pause />}
          onClick={() => pause.mutate(true)}
        >
          {t('jobs.pause')}
        </Button>
      )}
    </div>
  );
}
