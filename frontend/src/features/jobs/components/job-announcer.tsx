import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TKey } from '@/i18n';
import type { Schemas } from '@/services/api';
import { useTrayJobs } from '../hooks/use-jobs';
import { useJobText } from '../lib/job-text';

type Job = Schemas['Job'];
type Milestone = 'started' | 'half' | 'completed' | 'failed' | 'cancelled';

function milestone(job: Job): Milestone | null {
  if (job.status === 'processing') return job.progress >= 50 ? 'half' : 'started';
  return job.status === 'queued' ? null : job.status;
}

/** Says start, half and end of each job to those who do not see the lines, and nothing in between (ux 2.4). */
export function JobAnnouncer() {
  const { t } = useTranslation();
  const text = useJobText();
  const jobs = useTrayJobs();
  const reached = useRef<Map<string, Milestone | null> | null>(null);
  const [said, say] = useState('');

  useEffect(() => {
    const before = reached.current;
    reached.current = new Map(jobs.map((job) => [job.id, milestone(job)]));
    if (!before) return; // what was there when the page opened is no news
    for (const job of jobs) {
      const now = milestone(job);
      if (now === null || before.get(job.id) === now) continue;
      const words = t as (key: TKey, values: object) => string;
      say(words(`jobs.live.${now}`, { name: text(job).name }));
    }
  });

  return (
    <div className="es-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
