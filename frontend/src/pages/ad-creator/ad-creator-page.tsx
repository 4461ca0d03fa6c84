import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '@/components/ui/page-tabs';
import { Placeholder } from '@/components/ui/placeholder';
import { usePageTitle } from '@/services/page-title';
import { ImageTab } from './image-tab';

// Whoever makes pictures does not load what makes videos.
const VideoTab = lazy(async () => ({ default: (await import('./video-tab')).VideoTab }));

/** AdCreator: a tab for each thing that can be made. */
export function AdCreatorPage() {
  const { t } = useTranslation();
  usePageTitle(t('image.page'));
  const video = (
    <Suspense fallback={<Placeholder height={480} />}>
      <VideoTab />
    </Suspense>
  );
  return (
    <>
      <h1 className="es-hidden">{t('image.page')}</h1>
      <PageTabs
        label={t('image.tabs')}
        tabs={[
          { id: 'image', title: t('image.tab.image'), content: <ImageTab /> },
          { id: 'video', title: t('video.tab'), content: video },
        ]}
      />
    </>
  );
}
