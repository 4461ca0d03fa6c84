import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/components/ui/notice';
import { useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { health } from '../api/queries';
import classes from './connection-banner.module.css';

const PATIENCE_MS = 1500; // a start or a short dropout is not worth a banner

/** Tells what is wrong with the connection, with one way on. What was read before stays on the page (UX-49). */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const state = useConnection((connection) => connection.state);
  const stored = useBackendUrl((backend) => backend.url);
  const url = new URL(stored || window.location.origin).host;
  const shown = useLasting(state !== 'online', PATIENCE_MS);

  if (!shown || state === 'online') return null;
  const settings = state === 'wrong_url' || (state === 'asleep' && stored !== '');
  const action = settings ? (
    <Button component={Link} to="/settings" variant="default" size="compact-sm">
      {t('connection.action.settings')}
    </Button>
  ) : (
    <Button
      variant="default"
      size="compact-sm"
      onClick={() => void queryClient.refetchQueries({ queryKey: health.queryKey })}
    >
      {t('common.retry')}
    </Button>
  );
  return (
    <div className={classes.banner}>
      <Notice
        kind={state === 'connecting' ? 'info' : state === 'offline' || state === 'wrong_url' ? 'danger' : 'warn'}
        title={t(`connection.${state}`)}
        action={action}
        role="status"
      >
        {t(`connection.${state}.text`, { url })}
      </Notice>
    </div>
  );
}

/** True once `on` has lasted for a while. */
function useLasting(on: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [on, ms]);
  return lasting;
}
