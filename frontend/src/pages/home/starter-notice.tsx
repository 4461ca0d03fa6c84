import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/components/ui/notice';
import { useActiveModel } from '@/features/backend/hooks/use-device';

/** Says honestly what the model that ships with the studio can and cannot do. */
export function StarterNotice() {
  const { t } = useTranslation();
  if (useActiveModel()?.id !== 'starter') return null;
  return (
    <Notice
      kind="info"
      title={t('home.starter')}
      action={
        <Button component={Link} to="/settings#models" variant="default">
          {t('home.starter.action')}
        </Button>
      }
    >
      {t('home.starter.text')}
    </Notice>
  );
}
