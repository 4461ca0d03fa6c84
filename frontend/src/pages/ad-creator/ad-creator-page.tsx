import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';

export function AdCreatorPage() {
  const { t } = useTranslation();
  return <Page title={t('nav.create')}>{null}</Page>;
}
