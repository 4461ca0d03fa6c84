import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useRouteError } from 'react-router';
import { ErrorState } from '@/components/ui/error-state';

const isMissingFile = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|Importing a module|module script/i.test(error.message);

/** A page that failed: the rest of the studio stays usable (UX-54). */
export function PageError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const navigate = useNavigate();
  const here = useLocation();
  // Coming here again clears the boundary; a file that could not be loaded needs the whole page again.
  const retry = () => (isMissingFile(error) ? window.location.reload() : void navigate(here, { replace: true }));
  return (
    <div style={{ padding: 'var(--es-space-6) var(--es-space-4)' }}>
      <ErrorState error={error} title={t('shell.pageFailed')} onRetry={retry} />
    </div>
  );
}
