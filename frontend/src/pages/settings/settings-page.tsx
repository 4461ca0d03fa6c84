import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { useSignOut } from '@/features/backend/api/changes';
import { publicSettings } from '@/features/backend/api/queries';
import { BackendForm } from '@/features/backend/components/backend-form';
import { DevicePanel } from '@/features/backend/components/device-panel';
import { PageSettings } from '@/features/preferences/page-settings';
import { useFormat } from '@/i18n/format';
import { useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { Models } from './models';
import classes from './settings-page.module.css';

export function SettingsPage() {
  const { t } = useTranslation();
  const locked = useConnection((connection) => connection.locked);
  const base = useBackendUrl((backend) => backend.url);
  useScrollToHash();
  return (
    <Page title={t('nav.settings')}>
      <Section id="connection" title={t('settings.connection')} text={t('settings.connection.text')}>
        <BackendForm key={base} />
        {!locked && <SignOut />}
      </Section>
      {!locked && (
        <>
          <Section id="device" title={t('settings.device')} text={t('settings.device.text')}>
            <DevicePanel />
          </Section>
          <Section id="models" title={t('settings.models')} text={t('settings.models.text')}>
            <Models />
          </Section>
        </>
      )}
      <Section id="page" title={t('settings.page')} text={t('settings.page.text')}>
        <PageSettings />
      </Section>
      {!locked && <Studio />}
    </Page>
  );
}

/** What the studio's own settings mean for the person; they are changed where it runs. */
function Studio() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: settings } = useQuery(publicSettings);
  const base = useBackendUrl((backend) => backend.url);
  if (!settings) return null;
  const limits = { bytes: format.bytes(settings.max_upload_bytes), time: format.seconds(settings.job_timeout_s) };
  return (
    <>
      <Section id="cache" title={t('settings.cache')} text={t('settings.cache.text')}>
        <p>{settings.result_cache ? t('settings.cache.on') : t('settings.cache.off')}</p>
      </Section>
      <Section id="about" title={t('settings.about')}>
        <dl className={classes.facts}>
          <dt>{t('settings.about.version')}</dt>
          <dd className="es-mono">{settings.version}</dd>
          <dt>{t('settings.about.limits')}</dt>
          <dd>{t('settings.about.limits.text', limits)}</dd>
        </dl>
        <a href={`${base}/docs`} target="_blank" rel="noreferrer" className={classes.link}>
          {t('settings.about.docs')}
        </a>
      </Section>
    </>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const { data: settings } = useQuery(publicSettings);
  const signOut = useSignOut();
  if (!settings?.auth_required) return null;
  return (
    <Button variant="default" className={classes.signOut} onClick={() => signOut.mutate()} loading={signOut.isPending}>
      {t('auth.signOut')}
    </Button>
  );
}

/** Links such as `/settings#models` come from other pages, before this one is there. */
function useScrollToHash(): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link may be followed twice
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash, key]);
}
