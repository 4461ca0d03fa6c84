import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, MapPinOff, Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ConnectionState, useConnection } from '@/services/connection';
import classes from './connection-status.module.css';

export const CONNECTION_ICONS = {
  connecting: LoaderCircle,
  online: CircleCheck,
  offline: CircleAlert,
  no_internet: CloudOff,
  asleep: Moon,
  wrong_url: MapPinOff,
} satisfies Record<ConnectionState, unknown>;

/** Icon and word of the connection; in the rail the word is below, in the header only read aloud while all is well. */
export function ConnectionStatus({ compact }: { compact?: boolean }) {
  const { t } = useTranslation();
  const state = useConnection((connection) => connection.state);
  const Icon = CONNECTION_ICONS[state];
  return (
    <span className={classes.status} data-state={state} data-compact={compact || undefined}>
      <Icon aria-hidden />
      <span className={compact ? 'es-hidden' : classes.word}>{t(`connection.${state}`)}</span>
    </span>
  );
}
