import { Check, Circle, LoaderCircle, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { TestState } from '../hooks/use-connection-test';
import { deviceName } from '../hooks/use-device';
import { STEPS, type StepResult } from '../lib/connection-test';
import classes from './test-steps.module.css';

const ICONS = { ok: Check, failed: X, running: LoaderCircle, waiting: Circle };
const WORDS = { ok: 'settings.test.ok', running: 'settings.test.running', waiting: 'settings.test.notTried' } as const;

/** The test of an address as a list of what went well, what did not and why. */
export function TestSteps({ state }: { state: TestState }) {
  const { t } = useTranslation();
  const details = useStepDetails();
  const { failure, passed, running } = state;

  return (
    <ol className={classes.steps} aria-label={t('settings.test.title')} aria-busy={running} aria-live="polite">
      {STEPS.map((step, index) => {
        const result = passed.find((one) => one.step === step);
        const failed = failure?.step === step;
        const current = running && index === passed.length;
        const outcome = result ? 'ok' : failed ? 'failed' : current ? 'running' : 'waiting';
        const Icon = ICONS[outcome];
        const said =
          outcome === 'failed' && failure
            ? t(`settings.test.problem.${failure.problem}`, { detail: failure.detail, origin: window.location.origin })
            : (result && details(result)) || t(WORDS[outcome as keyof typeof WORDS]);
        return (
          <li key={step} className={classes.step} data-outcome={outcome}>
            <Icon aria-hidden />
            <span className={classes.name}>{t(`settings.test.${step}`)}</span>
            <span className={classes.detail}>{said}</span>
          </li>
        );
      })}
    </ol>
  );
}

function useStepDetails(): (result: StepResult) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (result) => {
    switch (result.step) {
      case 'studio':
        return result.failing.length
          ? t('settings.test.studio.degraded', { version: result.version, failing: result.failing.join(', ') })
          : t('settings.test.studio.ok', { version: result.version });
      case 'device': {
        const { vram, ram } = result.gpu;
        return `${deviceName(result.gpu)} · ${format.bytes((vram ?? ram).total)}`;
      }
      case 'models':
        return t('settings.test.models.ok', { installed: result.installed, total: result.total });
      default:
        return '';
    }
  };
}
