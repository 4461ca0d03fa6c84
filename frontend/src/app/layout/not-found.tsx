import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFound')} hideTitle>
      <EmptyState
        title={t('shell.notFound')}
        text={t('shell.notFound.text')}
        action={
          <Button component={Link} to="/home">
            {t('shell.goHome')}
          </Button>
        }
      />
    </Page>
  );
}
