import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';

export function BrandVaultPage() {
  const { t } = useTranslation();
  return <Page title={t('nav.library')}>{null}</Page>;
}
