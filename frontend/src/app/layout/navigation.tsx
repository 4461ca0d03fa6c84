import { Aperture, House, Images, ScanFace, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { ConnectionStatus } from '@/features/backend/components/connection-status';
import { LanguageToggle } from '@/features/preferences/language-toggle';
import { ThemeToggle } from '@/features/preferences/theme-toggle';
import { BrandMark } from './brand-mark';
import classes from './navigation.module.css';

const PAGES = [
  { to: '/home', label: 'nav.home', Icon: House },
  { to: '/create', label: 'nav.create', Icon: Aperture },
  { to: '/swap', label: 'nav.swap', Icon: ScanFace },
  { to: '/library', label: 'nav.library', Icon: Images },
  { to: '/settings', label: 'nav.settings', Icon: Settings2 },
] as const;

function Links() {
  const { t } = useTranslation();
  return (
    <ul className={classes.links}>
      {PAGES.map(({ to, label, Icon }) => (
        <li key={to}>
          <NavLink to={to} className={classes.link}>
            <Icon aria-hidden />
            <span>{t(label)}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** The left rail from 768 px on. */
export function Rail() {
  const { t } = useTranslation();
  return (
    <header className={classes.rail}>
      <Link to="/home" className={classes.brand} aria-label={`EnfoadsIA, ${t('nav.home')}`}>
        <BrandMark />
      </Link>
      <nav aria-label={t('nav.label')} className={classes.railNav}>
        <Links />
      </nav>
      <div className={classes.railFoot}>
        <LanguageToggle />
        <ThemeToggle />
        <Link to="/settings#connection" className={classes.connection}>
          <ConnectionStatus />
        </Link>
      </div>
    </header>
  );
}

/** The bottom tabs below 768 px. */
export function Tabs() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className={classes.tabs}>
      <Links />
    </nav>
  );
}
