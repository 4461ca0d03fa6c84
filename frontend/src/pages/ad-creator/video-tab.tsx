import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { uploadAsset } from '@/features/assets/api/upload-asset';
import { models, publicSettings } from '@/features/backend/api/queries';
import { brandsOptions } from '@/features/brand/api/brands';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { useJobsNow } from '@/features/jobs/hooks/use-jobs';
import { VideoBench } from '@/features/video/components/video-bench';
import { useRender } from '@/features/video/hooks/use-render';
import { type Surroundings, SurroundingsProvider } from '@/features/video/lib/surroundings';
import { keys } from '@/services/query-client';
import { useVideoFromAddress } from './use-video-from-address';
import { VideoStage } from './video-stage';

const AssetPicker = lazy(async () => ({
  default: (await import('@/features/assets/components/asset-picker')).AssetPicker,
}));

type Picking = {
  kinds: Parameters<Surroundings['pick']>[0];
  title: string;
  onPick: Parameters<Surroundings['pick']>[2];
};

/** Making videos: script or scenes, voice, looks, and below them what was made. */
export function VideoTab() {
  const client = useQueryClient();
  const [picking, setPicking] = useState<Picking | null>(null);
  const brands = useQuery(brandsOptions).data;
  const catalog = useQuery(models).data;
  const settings = useQuery(publicSettings).data;
  const surroundings = useMemo<Surroundings>(
    () => ({
      pick: (kinds, title, onPick) => setPicking({ kinds, title, onPick }),
      upload: async (file, options) => {
        const asset = await uploadAsset(file, options);
        void client.invalidateQueries({ queryKey: keys.assets });
        return asset;
      },
      brands: (brands ?? []).map(({ id, name, default: usual, cta }) => ({ id, name, default: usual, cta })),
      languageModel: settings?.llm_model || null,
      draws: catalog?.some(({ task, state }) => task === 'image' && state === 'installed') ?? true,
    }),
    [brands, catalog, settings, client],
  );
  return (
    <SurroundingsProvider value={surroundings}>
      <Ready />
      {picking && (
        <Suspense>
          <AssetPicker
            opened
            kinds={picking.kinds}
            title={picking.title}
            onPick={picking.onPick}
            onClose={() => setPicking(null)}
          />
        </Suspense>
      )}
    </SurroundingsProvider>
  );
}

function Ready() {
  const client = useQueryClient();
  const recent = useJobsNow()?.recent ?? [];
  const render = useRender((job) => rememberJob(client, job));
  useVideoFromAddress();
  return (
    <VideoBench render={render} recent={recent}>
      <VideoStage />
    </VideoBench>
  );
}
