import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Toasts } from '@/components/ui/toasts';

export function Shell() {
  const { t } = useTranslation();
  return (
    <>
      <a href="#main" className="es-hidden">
        {t('shell.skip')}
      </a>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
    </>
  );
}
