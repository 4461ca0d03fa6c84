import { ProgressLine } from '@/components/ui/progress-line';
import { ModelList } from '@/features/backend/components/model-list';
import { CancelJob } from '@/features/jobs/components/cancel-job';
import { useActiveJobs } from '@/features/jobs/hooks/use-jobs';
import { knownProgress, useJobText } from '@/features/jobs/lib/job-text';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import classes from './settings-page.module.css';

/** The catalog, with the progress of what is being downloaded. */
export function Models() {
  const pulls = useActiveJobs().filter((job) => job.kind === 'model_pull');
  return (
    <ModelList
      progressOf={(model) => {
        const job = pulls.find((pull) => pull.params.model === model.id);
        return job && <Pull job={job} />;
      }}
    />
  );
}

function Pull({ job }: { job: Schemas['Job'] }) {
  const format = useFormat();
  const { name, stage, caption } = useJobText()(job);
  const percent = knownProgress(job);
  const text = [stage, percent !== null && format.percent(percent), caption].filter(Boolean).join(' · ');
  return (
    <div className={classes.pull}>
      <div className={classes.pullLine}>
        <ProgressLine value={percent} label={name} text={text} />
      </div>
      <span className="es-mono">{text}</span>
      <CancelJob job={job} labelled />
    </div>
  );
}
