import { useActiveJobs } from '@/features/jobs/hooks/use-jobs';
import { useFormat } from '@/i18n/format';
import { usePageTitleStore } from '@/services/page-title';

/** "42 % · EnfoadsIA" while something runs, the page's own title otherwise (UX-29). */
export function TabTitle() {
  const format = useFormat();
  const title = usePageTitleStore((page) => page.title);
  const running = useActiveJobs().find((job) => job.status === 'processing');
  const head = running ? format.percent(running.progress) : title;
  return <title>{head ? `${head} · EnfoadsIA` : 'EnfoadsIA'}</title>;
}
