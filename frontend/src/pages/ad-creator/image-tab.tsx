import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Page } from '@/components/ui/page';
import { type Asset, useAssets } from '@/features/assets/api/list-assets';
import { assetSeed } from '@/features/assets/lib/asset-text';
import { NO_FILTERS } from '@/features/assets/lib/library-filters';
import { inJobOrder } from '@/features/assets/lib/sheet-order';
import { models as modelsQuery } from '@/features/backend/api/queries';
import { Workbench } from '@/features/image/components/workbench';
import { useGenerate } from '@/features/image/hooks/use-generate';
import { chooseModel, type ImageModel, useImageModels } from '@/features/image/hooks/use-image-models';
import { useDraft } from '@/features/image/store/draft';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { useJobsNow } from '@/features/jobs/hooks/use-jobs';
import { useConnection } from '@/services/connection';
import { keys } from '@/services/query-client';
import { ImageStage } from './image-stage';
import { ReferenceZone } from './reference-zone';
import { useDraftFromAddress } from './use-draft-from-address';
import { useStudioFacts } from './use-studio-facts';

/** Making pictures: the controls beside the sheet of what was made. */
export function ImageTab() {
  const { t } = useTranslation();
  const catalog = useQuery(modelsQuery);
  const models = useImageModels(catalog.data);
  const chosen = useDraft((state) => state.draft.model);
  const model = chooseModel(models, chosen);
  useDraftFromAddress(models);

  if (model) return <Ready model={model} models={models} />;
  return (
    <Page title={t('image.page')} wide>
      {catalog.isError && (
        <ErrorState error={catalog.error} title={t('image.models.failed')} onRetry={() => void catalog.refetch()} />
      )}
      {catalog.data && (
        <EmptyState
          title={t('image.noModel')}
          action={
            <Button component={Link} to="/settings">
              {t('image.noModel.action')}
            </Button>
          }
        />
      )}
    </Page>
  );
}

function Ready({ model, models }: { model: ImageModel; models: ImageModel[] }) {
  const queryClient = useQueryClient();
  const list = useAssets(PICTURES);
  const made = useMemo(
    () => inJobOrder(list.data?.pages.flatMap((page) => page.items).filter(isDrawn) ?? []),
    [list.data],
  );
  const jobs = useJobsNow();
  const recent = jobs?.recent ?? [];
  useRefreshWhenJobsEnd(jobs?.active ?? []);
  const generate = useGenerate(model, (job) => rememberJob(queryClient, job));
  const facts = useStudioFacts();
  const newest = made[0];
  return (
    <ReferenceZone model={model}>
      {(reference) => (
        <Workbench
          model={model}
          models={models}
          recent={recent}
          lastSeed={newest ? assetSeed(newest) : null}
          facts={facts}
          generate={generate}
          reference={reference}
        >
          <ImageStage models={models} model={model} list={list} made={made} recent={recent} generate={generate} />
        </Workbench>
      )}
    </ReferenceZone>
  );
}

/** Without a socket nobody tells that pictures have arrived: whenever a job ends, the list is read again. */
function useRefreshWhenJobsEnd(active: { id: string }[]): void {
  const queryClient = useQueryClient();
  const live = useConnection((connection) => connection.live);
  const before = useRef(active);
  useEffect(() => {
    const ended = before.current.some(({ id }) => !active.some((job) => job.id === id));
    before.current = active;
    if (ended && !live) void queryClient.invalidateQueries({ queryKey: keys.assets });
  }, [active, live, queryClient]);
}

const PICTURES = { ...NO_FILTERS, type: 'image' } as const;

/** Neither an upload nor a thumbnail that came with a video. */
const isDrawn = ({ ai_generated, recipe }: Asset) => ai_generated && recipe?.kind !== 'video_thumbnail';
