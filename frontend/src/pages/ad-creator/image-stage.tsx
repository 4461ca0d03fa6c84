import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { SquareSplitHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { useErrorText } from '@/components/ui/error-text';
import { Notice } from '@/components/ui/notice';
import type { Asset, useAssets } from '@/features/assets/api/list-assets';
import {
  ContactSheet,
  ContactSheetSkeleton,
  type SheetHandle,
  type SheetLead,
} from '@/features/assets/components/contact-sheet';
import { LoadMore } from '@/features/assets/components/load-more';
import { Viewer } from '@/features/assets/components/viewer';
import { useAssetActions } from '@/features/assets/hooks/use-asset-actions';
import { useOpenAsset } from '@/features/assets/hooks/use-open-asset';
import { startedFrom } from '@/features/assets/lib/comparison';
import type { AssetOffer } from '@/features/assets/lib/offer';
import { swapOffer } from '@/features/faces/lib/swap-offer';
import { usePendingImages } from '@/features/image/api/create-image';
import type { Generate } from '@/features/image/hooks/use-generate';
import type { ImageModel } from '@/features/image/hooks/use-image-models';
import { usePictureOffers } from '@/features/image/hooks/use-picture-offers';
import { useRestoreSettings } from '@/features/image/hooks/use-restore-settings';
import { draftSize } from '@/features/image/lib/draft';
import { secondsEach } from '@/features/image/lib/past-runs';
import { useDraft } from '@/features/image/store/draft';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { useTrayJobs } from '@/features/jobs/hooks/use-jobs';
import { videoOffer } from '@/features/video/lib/video-offer';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { FailedProof } from './failed-proof';
import classes from './image-stage.module.css';
import { RunningProofs, SentProofs } from './running-proofs';

interface Props {
  model: ImageModel;
  models: ImageModel[];
  list: ReturnType<typeof useAssets>;
  /** Pictures made here, newest first. */
  made: Asset[];
  recent: Schemas['Job'][];
  generate: Generate;
}

/** The sheet: what is on its way, what failed, what was made. */
export function ImageStage({ model, models, list, made, recent, generate }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const actions = useAssetActions();
  const sheet = useRef<SheetHandle>(null);
  const viewer = useOpenAsset(made, (id) => sheet.current?.focus(id));
  const restore = useRestoreSettings(models);
  const note = useSecondsNote(recent);
  const [compared, setCompared] = useState<string | null>(null);
  const navigate = useNavigate();
  const pictureOffers = usePictureOffers({
    models,
    onAccepted: (job) => rememberJob(client, job),
    onTaken: () => viewer.id && viewer.onClose(),
  });
  const go = (address: string) => void navigate(address);
  const offers = [...pictureOffers, swapOffer(go), videoOffer(go)];
  const compare: AssetOffer = {
    label: 'offer.compare',
    icon: <SquareSplitHorizontal />,
    fits: (asset) => startedFrom(asset) !== null,
    run: (asset) => {
      setCompared(asset.id);
      viewer.open(asset);
    },
  };
  const lead = useUnderway(made, list.isFetching, models, generate);
  const use = async (asset: Asset, keepSeed: boolean) => {
    if ((await restore(asset, keepSeed)) && viewer.id) viewer.onClose();
  };
  const loading = list.isPending && lead.count === 0;

  return (
    <>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('image.sheet')}</h2>
        {made.length > 0 && !list.hasNextPage && (
          <span className={classes.count}>{t('image.sheet.count', { count: made.length })}</span>
        )}
      </header>
      <SendProblem generate={generate} />
      {loading && <ContactSheetSkeleton ratios={[1, 1, 0.8, 1, 1.78, 1]} />}
      {list.isError && made.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && made.length === 0 && lead.count === 0 && <EmptyStage model={model} />}
      {(made.length > 0 || lead.count > 0) && (
        <ContactSheet
          ref={sheet}
          label={t('image.sheet')}
          lead={lead}
          assets={made}
          actions={actions}
          onOpen={(asset) => {
            setCompared(null);
            viewer.open(asset);
          }}
          onUse={use}
          offers={[...offers, compare]}
          note={note}
        />
      )}
      {list.hasNextPage && <LoadMore loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
      <Viewer {...viewer} onUse={use} offers={offers} compared={compared} actions={actions} />
    </>
  );
}

/** Frames of requests not yet answered, of jobs that run or wait, and of those that failed. */
function useUnderway(made: Asset[], refreshing: boolean, models: ImageModel[], generate: Generate): SheetLead {
  const sent = usePendingImages();
  const jobs = useTrayJobs().filter((job) => job.kind === 'image' && job.status !== 'cancelled');
  const arrived = new Set(made.map((asset) => asset.job_id));
  const shown = jobs.filter((job) => job.status !== 'completed' || isArriving(job, arrived, refreshing));
  const content = (
    <>
      {sent.map((request) => (
        <SentProofs key={request.id} request={request} />
      ))}
      {shown.map((job) =>
        job.status === 'failed' ? (
          <FailedProof key={job.id} job={job} models={models} onSend={generate.send} />
        ) : (
          <RunningProofs key={job.id} job={job} done={made.filter((asset) => asset.job_id === job.id).length} />
        ),
      )}
    </>
  );
  // The pictures a running job has made already stand before its empty frames: each ends where it was announced.
  const running = jobs.find((job) => job.status === 'processing');
  const after = running ? made.findLastIndex((asset) => asset.job_id === running.id) + 1 : 0;
  const frames = [...sent.map(({ fields }) => fields.num_outputs), ...shown.map(framesOf)];
  return { content, after, count: frames.reduce((sum, number) => sum + number, 0) };
}

const framesOf = ({ status, params }: Schemas['Job']) =>
  status !== 'failed' && typeof params.num_outputs === 'number' ? params.num_outputs : 1;

/**
 * A finished job keeps its frame until its pictures are in the list, so that nothing blinks: the socket tells the end
 * before REST gives the result, and the result may come before the list. Pictures deleted since will not come.
 */
const isArriving = (job: Schemas['Job'], arrived: ReadonlySet<string | null>, refreshing: boolean): boolean =>
  !arrived.has(job.id) && (refreshing || job.result === null);

/** "2,9 s" under the pictures whose job is still known: what one of them took. */
function useSecondsNote(recent: Schemas['Job'][]) {
  const format = useFormat();
  return (asset: Asset): string | undefined => {
    const job = recent.find(({ id }) => id === asset.job_id);
    const seconds = job && secondsEach(job);
    return seconds ? format.seconds(seconds, seconds < 10 ? 1 : 0) : undefined;
  };
}

/** The request never became a job: why, and the same again. */
function SendProblem({ generate }: { generate: Generate }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  if (!generate.error) return null;
  const { title, hint } = errorText(generate.error);
  return (
    <div className={classes.problem}>
      <Notice
        kind="danger"
        role="alert"
        title={t('image.generate.failed')}
        action={
          <Button variant="default" onClick={generate.again}>
            {t('common.retry')}
          </Button>
        }
      >
        {`${title} ${hint}`.trim()}
      </Notice>
    </div>
  );
}

/** Nothing made yet: a frame of the chosen format, and one example that is a click away. */
function EmptyStage({ model }: { model: ImageModel }) {
  const { t } = useTranslation();
  const { draft, change } = useDraft();
  const { width, height } = draftSize(draft, model.limits);
  const example = t('image.example');
  return (
    <div className={classes.empty}>
      <EmptyState
        ratio={Math.max(width / height, 0.8)}
        title={t('image.empty')}
        text={t('image.empty.text')}
        action={
          draft.prompt === '' && (
            <Button variant="default" onClick={() => change({ prompt: example })}>
              {t('image.example.use')}
            </Button>
          )
        }
        example={t('common.example', { text: example })}
      />
    </div>
  );
}
