import { useActiveJobs } from '@/features/jobs/hooks/use-jobs';
import { knownProgress, useJobText } from '@/features/jobs/lib/job-text';
import { useFormat } from '@/i18n/format';
import { usePageTitleStore } from '@/services/page-title';

/** "42 % · EnfoadsIA" while something runs (its stage while that is not known), the page's own title otherwise (UX-29). */
export function TabTitle() {
  const format = useFormat();
  const text = useJobText();
  const title = usePageTitleStore((page) => page.title);
  const running = useActiveJobs().find((job) => job.status === 'processing');
  const percent = running && knownProgress(running);
  const stage = running && text(running).stage;
  const head = percent == null ? (stage ?? title) : format.percent(percent);
  return <title>{head ? `${head} · EnfoadsIA` : 'EnfoadsIA'}</title>;
}
