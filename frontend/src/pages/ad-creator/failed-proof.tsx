import { Button, CloseButton } from '@mantine/core';
import { RotateCw, Shrink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { SheetItem } from '@/features/assets/components/contact-sheet';
import { chooseModel, type ImageModel } from '@/features/image/hooks/use-image-models';
import type { ImageFields } from '@/features/image/lib/draft';
import { lowerRequest } from '@/features/image/lib/lower-request';
import type { Size } from '@/features/image/lib/sizes';
import { useRetryJob } from '@/features/jobs/api/change-jobs';
import { useTray } from '@/features/jobs/store/tray';
import type { Schemas } from '@/services/api';
import classes from './failed-proof.module.css';

interface Props {
  job: Schemas['Job'];
  models: ImageModel[];
  onSend: (fields: ImageFields, frame: Size) => void;
}

/** A picture that did not come: why in plain words, the same again, or the same smaller (UX-28). */
export function FailedProof({ job, models, onSend }: Props) {
  const { t } = useTranslation();
  const { title, hint } = useErrorText()(job.error);
  const retry = useRetryJob();
  const dismiss = useTray((state) => state.dismiss);
  const limits = chooseModel(models, job.model)?.limits;
  const lower = limits ? lowerRequest(job.params, limits) : null;
  return (
    <SheetItem ratio={FRAME} words>
      <article className={classes.frame} aria-label={`${t('image.failed')}: ${String(job.params.prompt ?? '')}`}>
        <CloseButton className={classes.close} aria-label={t('image.failed.dismiss')} onClick={() => dismiss(job.id)} />
        <p className={classes.prompt}>{String(job.params.prompt ?? '')}</p>
        <p className={classes.reason}>{title}</p>
        <p className={classes.hint}>{hint}</p>
        <div className={classes.ways}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<RotateCw />}
            loading={retry.isPending}
            onClick={() => retry.mutate({ job })}
          >
            {t('image.failed.settings')}
          </Button>
          {lower && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<Shrink />}
              onClick={() => {
                dismiss(job.id);
                onSend(lower, lower);
              }}
            >
              {t('image.failed.lower', { width: lower.width, height: lower.height })}
            </Button>
          )}
        </div>
      </article>
    </SheetItem>
  );
}

/** The frame holds sentences; that of the picture would be too narrow for them. */
const FRAME = 1.5;
