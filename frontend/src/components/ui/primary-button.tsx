import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { hotkeyParts } from '@/services/hotkeys';
import classes from './primary-button.module.css';

interface Props {
  /** How long it is expected to take; null: nobody knows yet. */
  seconds: number | null;
  loading?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** What a page is for, with the time it takes and the keys that press it. */
export function PrimaryButton({ seconds, loading = false, onClick, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Button
      fullWidth
      size="md"
      className={classes.button}
      loading={loading}
      // A double click is one request.
      onClick={(event) => event.detail <= 1 && onClick()}
      rightSection={
        <span className={classes.hint}>
          {seconds !== null && <span>{t('image.time', { time: format.seconds(seconds) })}</span>}
          <span className={classes.keys} aria-hidden>
            {hotkeyParts('mod+Enter').map((key) => (
              <kbd key={key}>{key === 'Enter' ? '↵' : key}</kbd>
            ))}
          </span>
        </span>
      }
    >
      {children}
    </Button>
  );
}
