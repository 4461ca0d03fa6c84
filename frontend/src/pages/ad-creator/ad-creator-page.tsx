import { useTranslation } from 'react-i18next';
import { PageTabs } from '@/components/ui/page-tabs';
import { usePageTitle } from '@/services/page-title';
import { ImageTab } from './image-tab';

/** AdCreator: a tab for each thing that can be made. */
export function AdCreatorPage() {
  const { t } = useTranslation();
  usePageTitle(t('image.page'));
  return (
    <>
      <h1 className="es-hidden">{t('image.page')}</h1>
      <PageTabs label={t('image.tabs')} tabs={[{ id: 'image', title: t('image.tab.image'), content: <ImageTab /> }]} />
    </>
  );
}
