import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Page } from '@/components/ui/page';
import { AssetLibrary } from '@/features/assets/components/asset-library';
import { models, publicSettings } from '@/features/backend/api/queries';
import { swapOffer } from '@/features/faces/lib/swap-offer';
import { useImageModels } from '@/features/image/hooks/use-image-models';
import { usePictureOffers } from '@/features/image/hooks/use-picture-offers';
import { useRestoreSettings } from '@/features/image/hooks/use-restore-settings';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { videoOffer } from '@/features/video/lib/video-offer';
import { USUAL_AUDIO_LIMIT, USUAL_LIMIT, USUAL_VIDEO_LIMIT } from '@/services/picture-files';
import classes from './library-tab.module.css';

/** The library; "use these settings" leads to the image tab or the video tab with everything restored. */
export function LibraryTab() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const settings = useQuery(publicSettings).data;
  const client = useQueryClient();
  const imageModels = useImageModels(useQuery(models).data);
  const restore = useRestoreSettings(imageModels);
  const offers = usePictureOffers({
    models: imageModels,
    onAccepted: (job) => rememberJob(client, job),
    onTaken: () => navigate('/create'),
  });
  const go = (address: string) => void navigate(address);
  return (
    <AssetLibrary
      limits={{
        image: settings?.max_upload_bytes ?? USUAL_LIMIT,
        video: settings?.max_video_bytes ?? USUAL_VIDEO_LIMIT,
        audio: settings?.max_audio_bytes ?? USUAL_AUDIO_LIMIT,
      }}
      onUse={async (asset, keepSeed) => {
        if (asset.type === 'video') return void navigate(`/create?tab=video&use=${asset.id}`);
        if (await restore(asset, keepSeed)) void navigate('/create');
      }}
      offers={[...offers, swapOffer(go), videoOffer(go)]}
      createAction={
        <Button component={Link} to="/create">
          {t('library.empty.create')}
        </Button>
      }
    >
      {({ count, upload, content }) => (
        <Page
          title={t('library.tab.library')}
          wide
          actions={
            <div className={classes.actions}>
              <span className={classes.count} role="status">
                {count}
              </span>
              {upload}
            </div>
          }
        >
          {content}
        </Page>
      )}
    </AssetLibrary>
  );
}
