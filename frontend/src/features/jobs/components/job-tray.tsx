import { ActionIcon, Drawer, UnstyledButton } from '@mantine/core';
import { ChevronDown, ChevronUp, ListTodo, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ProgressLine } from '@/components/ui/progress-line';
import type { Schemas } from '@/services/api';
import { useTrayJobs } from '../hooks/use-jobs';
import { knownProgress, useJobText } from '../lib/job-text';
import { isTerminal } from '../store/live';
import { JobList } from './job-list';
import classes from './job-tray.module.css';

type Job = Schemas['Job'];

interface Fold {
  open: boolean;
  onToggle: () => void;
}

/** ≥ 1200 px: a column at the right, folded to a narrow one with the count. */
export function JobColumn({ open, onToggle }: Fold) {
  const { t } = useTranslation();
  const jobs = useTrayJobs();
  const count = useCount(jobs);
  return (
    <aside className={classes.column} data-open={open || undefined} aria-label={t('jobs.title')}>
      <header className={classes.header}>
        {open && <h2 className={classes.title}>{t('jobs.title')}</h2>}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={open ? t('jobs.collapse') : t('jobs.open')}
          aria-expanded={open}
          onClick={onToggle}
        >
          {open ? <PanelRightClose /> : <PanelRightOpen />}
        </ActionIcon>
      </header>
      {open ? (
        <div className={classes.scroll}>
          <JobList />
        </div>
      ) : (
        jobs.length > 0 && (
          <UnstyledButton className={classes.folded} onClick={onToggle} aria-label={`${t('jobs.open')}: ${count}`}>
            <Overall jobs={jobs} />
            <span className={classes.badge}>{jobs.length}</span>
          </UnstyledButton>
        )
      )}
    </aside>
  );
}

/** 768 to 1199 px: a strip at the bottom that opens upwards. */
export function JobStrip({ open, onToggle }: Fold) {
  const { t } = useTranslation();
  const jobs = useTrayJobs();
  const count = useCount(jobs);
  return (
    <aside className={classes.strip} aria-label={t('jobs.title')}>
      {open && (
        <div className={classes.stripList}>
          <JobList />
        </div>
      )}
      <UnstyledButton className={classes.stripBar} aria-expanded={open} onClick={onToggle}>
        <Overall jobs={jobs} />
        <ListTodo aria-hidden />
        <span className={classes.stripTitle}>{t('jobs.title')}</span>
        <span className="es-mono">{count}</span>
        <span className={classes.grow} />
        {open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
      </UnstyledButton>
    </aside>
  );
}

/** < 768 px: a sheet, opened from the badge in the header. */
export function JobSheet({ open, onToggle }: Fold) {
  const { t } = useTranslation();
  return (
    <Drawer opened={open} onClose={onToggle} position="bottom" size="80%" title={t('jobs.title')}>
      <JobList />
    </Drawer>
  );
}

/** The header's button with the number of jobs, and the line of what runs. */
export function JobBadge({ open, onToggle }: Fold) {
  const { t } = useTranslation();
  const jobs = useTrayJobs();
  const count = useCount(jobs);
  return (
    <UnstyledButton
      className={classes.badgeButton}
      aria-label={`${t('jobs.open')}: ${count}`}
      aria-expanded={open}
      aria-haspopup="dialog"
      onClick={onToggle}
    >
      <ListTodo aria-hidden />
      {jobs.length > 0 && <span className={classes.badge}>{jobs.length}</span>}
      <Overall jobs={jobs} />
    </UnstyledButton>
  );
}

/** "2 en marcha · 1 fallido". */
function useCount(jobs: Job[]): string {
  const { t } = useTranslation();
  const failed = jobs.filter((job) => job.status === 'failed').length;
  const running = jobs.filter((job) => !isTerminal(job)).length;
  const parts = [];
  if (running > 0) parts.push(t('jobs.running', { count: running }));
  if (failed > 0) parts.push(t('jobs.failed', { count: failed }));
  return parts.join(' · ') || t('jobs.none');
}

/** The 3 px line of the job that runs. */
function Overall({ jobs }: { jobs: Job[] }) {
  const text = useJobText();
  const running = jobs.find((job) => job.status === 'processing');
  if (!running) return null;
  const { name, stage } = text(running);
  return (
    <span className={classes.overall}>
      <ProgressLine value={knownProgress(running)} label={name} text={stage} />
    </span>
  );
}
