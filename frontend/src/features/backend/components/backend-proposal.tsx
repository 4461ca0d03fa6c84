import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { getBaseUrl, normaliseBackendUrl, useBackendUrl } from '@/services/backend-url';
import classes from './backend-proposal.module.css';

/** A `?backend=` link proposes a studio and never switches by itself: it could point uploads at a stranger's (UX-50). */
export function BackendProposal() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const keep = useBackendUrl((backend) => backend.set);
  const proposed = params.get('backend');
  const answer = proposed ? normaliseBackendUrl(proposed) : null;
  const url = answer && 'url' in answer ? answer.url || window.location.origin : null;
  const asking = url !== null && url !== getBaseUrl();

  const done = () =>
    setParams(
      (old) => {
        old.delete('backend');
        return old;
      },
      { replace: true },
    );
  const change = () => {
    if (answer && 'url' in answer) keep(answer.url);
    done();
  };
  return (
    <Modal opened={asking} onClose={done} title={t('settings.proposal.title')}>
      <p>{t('settings.proposal.text')}</p>
      <p className={classes.url}>{url}</p>
      <div className="es-dialog-actions">
        <Button variant="default" onClick={done} data-autofocus>
          {t('settings.proposal.keep')}
        </Button>
        <Button onClick={change}>{t('settings.proposal.switch')}</Button>
      </div>
    </Modal>
  );
}
