import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { PageTabs } from '@/components/ui/page-tabs';
import { Placeholder } from '@/components/ui/placeholder';
import { LibraryTab } from './library-tab';

const BrandTab = lazy(async () => ({ default: (await import('./brand-tab')).BrandTab }));

/** BrandVault: what the brand owns and who it is. */
export function BrandVaultPage() {
  const { t } = useTranslation();
  const waiting = (
    <Page title={t('brand.tab')}>
      <Placeholder height={420} />
    </Page>
  );
  return (
    <PageTabs
      label={t('library.tabs')}
      tabs={[
        { id: 'library', title: t('library.tab.library'), content: <LibraryTab /> },
        {
          id: 'brand',
          title: t('brand.tab'),
          content: (
            <Suspense fallback={waiting}>
              <BrandTab />
            </Suspense>
          ),
        },
      ]}
    />
  );
}
