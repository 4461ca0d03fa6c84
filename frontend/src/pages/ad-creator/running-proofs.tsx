import { useTranslation } from 'react-i18next';
import { ProgressLine } from '@/components/ui/progress-line';
import { Proof } from '@/components/ui/proof';
import { SheetItem } from '@/features/assets/components/contact-sheet';
import { Mount } from '@/features/assets/components/mount';
import type { SentImage } from '@/features/image/api/create-image';
import { CancelJob } from '@/features/jobs/components/cancel-job';
import { knownProgress, useJobText } from '@/features/jobs/lib/job-text';
import { useLive } from '@/features/jobs/store/live';
import type { Schemas } from '@/services/api';
import classes from './running-proofs.module.css';

interface RunningProps {
  job: Schemas['Job'];
  /** How many of its pictures are on the sheet already. */
  done: number;
}

const size = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 1);

/** A frame for each picture of a job that is still to come; the first is the one being drawn. */
export function RunningProofs({ job, done }: RunningProps) {
  const { t } = useTranslation();
  const preview = useLive((state) => state.previews[job.id]);
  const { name, stage, caption } = useJobText()(job);
  const frame = { width: size(job.params.width), height: size(job.params.height) };
  const ratio = frame.width / frame.height;
  const outputs = size(job.params.num_outputs);
  const text = [stage, caption].filter(Boolean).join(' · ');
  return Array.from({ length: Math.max(1, outputs - done) }, (_, index) => {
    const first = index === 0;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: frames of one job differ by nothing but their place
      <SheetItem key={index} ratio={ratio}>
        <Proof
          ratio={ratio}
          media={
            first &&
            preview && (
              <Mount {...frame}>
                <img src={preview} alt={t('image.preview', { prompt: name })} />
              </Mount>
            )
          }
          progress={
            first && (
              <ProgressLine value={knownProgress(job)} label={t('image.running', { prompt: name })} text={text} />
            )
          }
          caption={
            <span title={name}>
              {first ? (
                <>
                  <span className={caption && classes.stage}>{stage}</span>
                  {caption && <span className={classes.stage}> · </span>}
                  {caption}
                </>
              ) : (
                t('image.running.output', { index: done + index + 1, count: outputs })
              )}
            </span>
          }
          actions={first && <CancelJob job={job} />}
        />
      </SheetItem>
    );
  });
}

/** The frames of a request that the studio has not answered yet: there from the very click (UX-22). */
export function SentProofs({ request }: { request: SentImage }) {
  const { t } = useTranslation();
  const { prompt, num_outputs } = request.fields;
  const ratio = request.frame.width / request.frame.height;
  return Array.from({ length: num_outputs }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: frames of one request differ by nothing but their place
    <SheetItem key={index} ratio={ratio}>
      <Proof
        ratio={ratio}
        progress={
          index === 0 && <ProgressLine value={null} label={t('image.running', { prompt })} text={t('image.sending')} />
        }
        caption={index === 0 ? t('image.sending') : t('image.running.output', { index: index + 1, count: num_outputs })}
      />
    </SheetItem>
  ));
}
