import { useTranslation } from 'react-i18next';
import { PageTabs } from '@/components/ui/page-tabs';
import { LibraryTab } from './library-tab';

/** BrandVault: what the brand owns. The library is its first tab. */
export function BrandVaultPage() {
  const { t } = useTranslation();
  return (
    <PageTabs
      label={t('library.tabs')}
      tabs={[{ id: 'library', title: t('library.tab.library'), content: <LibraryTab /> }]}
    />
  );
}
