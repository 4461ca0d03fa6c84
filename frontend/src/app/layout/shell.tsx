import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Toasts } from '@/components/ui/toasts';
import { BackendProposal } from '@/features/backend/components/backend-proposal';
import { ConnectionBanner } from '@/features/backend/components/connection-banner';
import { ConnectionStatus } from '@/features/backend/components/connection-status';
import { SignIn } from '@/features/backend/components/sign-in';
import { useHeartbeat } from '@/features/backend/hooks/use-heartbeat';
import { JobAnnouncer } from '@/features/jobs/components/job-announcer';
import { JobBadge, JobColumn, JobSheet, JobStrip } from '@/features/jobs/components/job-tray';
import { usePreferences } from '@/features/preferences/store';
import { useConnection } from '@/services/connection';
import { useLiveEvents } from '../live';
import { BrandMark } from './brand-mark';
import { Rail, Tabs } from './navigation';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts';
import { TabTitle } from './tab-title';
import { type Layout, useLayout } from './use-layout';

/** What stays while pages change: navigation, connection, jobs, messages, keyboard. */
export function Shell() {
  const { t } = useTranslation();
  useHeartbeat();
  useLiveEvents();
  const layout = useLayout();
  const locked = useConnection((connection) => connection.locked);
  const main = useFocusOnNavigation();
  const tray = useTrayFold(layout);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('shell.skip')}
      </a>
      {layout === 'small' ? <MobileHeader tray={locked ? null : tray} /> : <Rail />}
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <ConnectionBanner />
        <Content locked={locked} />
      </main>
      {!locked && layout === 'wide' && <JobColumn {...tray} />}
      {!locked && layout === 'medium' && <JobStrip {...tray} />}
      {layout === 'small' && <Tabs />}
      <Toasts />
      <BackendProposal />
      <Shortcuts onTray={tray.onToggle} />
      {!locked && <JobAnnouncer />}
      <TabTitle />
      <ScrollRestoration />
    </div>
  );
}

/** Whether the tray is open. The column's and the strip's state is a preference, the sheet's is not. */
function useTrayFold(layout: Layout) {
  const { trayOpen, setTrayOpen } = usePreferences();
  const [sheetOpen, sheet] = useDisclosure(false);
  if (layout === 'small') return { open: sheetOpen, onToggle: sheet.toggle };
  const open = trayOpen ?? layout === 'wide';
  return { open, onToggle: () => setTrayOpen(!open) };
}

/** A studio that wants a key shows the form in place of every page but Settings, where the address can be changed. */
function Content({ locked }: { locked: boolean }) {
  const inSettings = useLocation().pathname === '/settings';
  return (
    <>
      {(!locked || inSettings) && <Outlet />}
      {locked && <SignIn heading={inSettings ? 'h2' : 'h1'} />}
    </>
  );
}

function MobileHeader({ tray }: { tray: { open: boolean; onToggle: () => void } | null }) {
  return (
    <header className={classes.header}>
      <Link to="/home" className={classes.wordmark}>
        <BrandMark size={24} />
        EnfoadsIA
      </Link>
      <Link to="/settings#connection" className={classes.connection}>
        <ConnectionStatus compact />
      </Link>
      {tray && (
        <>
          <JobBadge {...tray} />
          <JobSheet {...tray} />
        </>
      )}
    </header>
  );
}

/** After a change of page the keyboard starts at its content, not in the middle of the navigation. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
