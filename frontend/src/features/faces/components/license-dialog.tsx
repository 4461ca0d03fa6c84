import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { Schemas } from '@/services/api';
import { useAcceptLicense } from '../api/licenses';
import classes from './license-dialog.module.css';

interface Props {
  model: Schemas['ModelInfo'];
  onAccepted: () => void;
  onClose: () => void;
}

/** The condition under which a model may be used, before its first use. */
export function LicenseDialog({ model, onAccepted, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const errorText = useErrorText();
  const accept = useAcceptLicense(model.id);
  const spanish = i18n.language === 'es';
  const title = (spanish && model.title_es) || model.title;
  return (
    <Modal opened onClose={onClose} title={t('faces.license.title', { model: title })}>
      <div className={classes.body}>
        <p className={classes.condition}>{(spanish && model.condition_es) || model.condition}</p>
        <a href={model.license_url} target="_blank" rel="noreferrer" className={classes.link}>
          {t('faces.license.read')}
        </a>
        <p className={classes.note}>{t('faces.license.text')}</p>
        {accept.error && (
          <p role="alert" className={classes.problem}>
            {inOneLine(errorText(accept.error))}
          </p>
        )}
      </div>
      <div className="es-dialog-actions">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button loading={accept.isPending} onClick={() => accept.mutate(undefined, { onSuccess: onAccepted })}>
          {t('faces.license.accept')}
        </Button>
      </div>
    </Modal>
  );
}
