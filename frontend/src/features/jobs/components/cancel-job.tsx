import { ActionIcon, Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { useCancelJob } from '../api/change-jobs';
import { useJobText } from '../lib/job-text';
import { isTerminal } from '../store/live';

const CONFIRM_FROM = 50; // percent: before that little is lost

interface Props {
  job: Schemas['Job'];
  /** A button with its word instead of an icon. */
  labelled?: boolean;
}

/** Cancels a job; asks first only when more than half of it is done (UX-25). */
export function CancelJob({ job, labelled }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, dialog] = useDisclosure(false);
  const cancel = useCancelJob();
  const { name } = useJobText()(job);
  const over = isTerminal(job);
  const stop = () => {
    dialog.close();
    cancel.mutate(job.id);
  };
  const start = job.status === 'processing' && job.progress > CONFIRM_FROM ? dialog.open : stop;
  const disabled = over || job.cancelling || cancel.isPending;

  return (
    <>
      {labelled ? (
        <Button variant="default" onClick={start} disabled={disabled} leftSection={<X />}>
          {job.cancelling ? t('jobs.stage.cancelling') : t('jobs.cancel')}
        </Button>
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={start}
          disabled={disabled}
          aria-label={t('jobs.cancelNamed', { name })}
        >
          <X />
        </ActionIcon>
      )}
      <Modal opened={asking && !over} onClose={dialog.close} title={t('jobs.cancel.title')}>
        <p>{t('jobs.cancel.text', { percent: format.percent(job.progress) })}</p>
        <div className="es-dialog-actions">
          <Button variant="default" onClick={dialog.close} data-autofocus>
            {t('jobs.cancel.keep')}
          </Button>
          <Button color="danger" onClick={stop}>
            {t('jobs.cancel.confirm')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
