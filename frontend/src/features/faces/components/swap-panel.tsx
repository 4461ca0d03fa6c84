import { Button, Checkbox } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import { type SwapRequest, useMissing } from '../hooks/use-swap-request';
import type { SwapEngine } from '../lib/engines';
import { useSwap } from '../store/swap';
import { EnginePicker } from './engine-picker';
import { SwapOptions } from './swap-options';
import classes from './swap-panel.module.css';

interface Props {
  engines: SwapEngine[];
  enhancer: boolean;
  request: SwapRequest;
  /** A swap is under way. */
  busy: boolean;
}

const SWAP = { keys: 'mod+Enter', label: 'keys.swap', group: 'keys.group.faces', inFields: true } as const;

/** Engine, options, the consent without which nothing happens, and the button (UX-60). */
export function SwapPanel({ engines, enhancer, request, busy }: Props) {
  const { t } = useTranslation();
  const { consent, setConsent } = useSwap();
  const missing = useMissing();
  const reason = useId();
  const able = missing === null && !busy;
  useHotkey(SWAP, (event) => !event.repeat && able && request.start());
  return (
    <section className={classes.panel} aria-label={t('faces.settings')}>
      <div className={classes.fields}>
        <EnginePicker engines={engines} />
        <SwapOptions enhancer={enhancer} />
      </div>
      <div className={classes.go}>
        <Checkbox
          checked={consent}
          onChange={(event) => setConsent(event.currentTarget.checked)}
          label={t('faces.consent')}
          description={t('faces.consent.hint')}
        />
        <Button
          fullWidth
          size="md"
          className={classes.button}
          loading={request.sending}
          // Still reachable, so that what is missing is heard.
          data-disabled={!able || undefined}
          aria-disabled={!able}
          aria-describedby={missing ? reason : undefined}
          onClick={(event) => able && event.detail <= 1 && request.start()}
        >
          {t('faces.swap')}
        </Button>
        <p id={reason} className={classes.missing} role="status">
          {missing ? t(`faces.missing.${missing}`) : ''}
        </p>
      </div>
    </section>
  );
}
