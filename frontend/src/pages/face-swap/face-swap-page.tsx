import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { usePastedFiles } from '@/components/ui/use-pasted-files';
import { models, publicSettings } from '@/features/backend/api/queries';
import { FaceMapping } from '@/features/faces/components/face-mapping';
import { PictureZone } from '@/features/faces/components/picture-zone';
import { SourcePictures } from '@/features/faces/components/source-pictures';
import { SwapPanel } from '@/features/faces/components/swap-panel';
import { TargetPicture } from '@/features/faces/components/target-picture';
import { useSwapRequest } from '@/features/faces/hooks/use-swap-request';
import { enginesOf } from '@/features/faces/lib/engines';
import type { Limits, Role } from '@/features/faces/lib/picture';
import { useSwap } from '@/features/faces/store/swap';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { useJob } from '@/features/jobs/hooks/use-jobs';
import { isTerminal } from '@/features/jobs/store/live';
import { USUAL_LIMIT } from '@/services/picture-files';
import classes from './face-swap-page.module.css';
import { SwapStage } from './swap-stage';
import { usePicturesFromAddress } from './use-pictures-from-address';
import { useRefusals } from './use-refusals';

const AssetPicker = lazy(async () => ({
  default: (await import('@/features/assets/components/asset-picker')).AssetPicker,
}));
const CameraDialog = lazy(async () => ({
  default: (await import('@/features/faces/components/camera-dialog')).CameraDialog,
}));

type Open = { role: Role; from: 'library' | 'camera' } | null;

/** FaceSwap: a face, the picture that gets it, who becomes whom, and the result beside what was there before. */
export function FaceSwapPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const settings = useQuery(publicSettings).data;
  const limits = {
    image: settings?.max_upload_bytes ?? USUAL_LIMIT,
    video: settings?.max_video_bytes ?? USUAL_LIMIT,
  };
  const engines = enginesOf(useQuery(models).data ?? []);
  const { addFiles, jobId } = useSwap();
  const { job, preview } = useJob(jobId);
  const request = useSwapRequest((accepted) => rememberJob(client, accepted));
  const refusals = useRefusals(request.error ?? job?.error);
  const [open, setOpen] = useState<Open>(null);
  usePicturesFromAddress();
  usePastedFiles((files) => addFiles(roleOfPaste(), files, limits));
  const ways = (role: Role) => ({
    role,
    limits,
    onLibrary: () => setOpen({ role, from: 'library' }),
    onCamera: () => setOpen({ role, from: 'camera' }),
  });
  return (
    <Page title={t('faces.page')} wide>
      <p className={classes.lead}>{t('faces.lead')}</p>
      <div className={classes.bench}>
        <div className={classes.pictures}>
          <PictureZone {...ways('source')}>
            <SourcePictures limits={limits} refusal={refusals.source} />
          </PictureZone>
          <PictureZone {...ways('target')}>
            <TargetPicture limits={limits} refusal={refusals.target} />
          </PictureZone>
          <div className={classes.across}>
            <FaceMapping />
          </div>
        </div>
        <div className={classes.panel}>
          <SwapPanel
            engines={engines}
            enhancer={settings?.face_enhancer ?? false}
            request={request}
            busy={job !== undefined && !isTerminal(job)}
          />
        </div>
        <div className={classes.result}>
          <SwapStage job={job} preview={preview} request={request} />
        </div>
      </div>
      <Suspense>{open && <Dialog open={open} limits={limits} onClose={() => setOpen(null)} />}</Suspense>
    </Page>
  );
}

function Dialog({ open, limits, onClose }: { open: NonNullable<Open>; limits: Limits; onClose: () => void }) {
  const { t } = useTranslation();
  const { addFiles, addAsset } = useSwap();
  if (open.from === 'camera') {
    return <CameraDialog onPhoto={(file) => addFiles(open.role, [file], limits)} onClose={onClose} />;
  }
  return (
    <AssetPicker
      opened
      title={t(`faces.pick.${open.role}`)}
      onPick={(asset) => addAsset(open.role, asset)}
      onClose={onClose}
    />
  );
}

/** Where a pasted picture goes: the part that has the keyboard, else the first that is empty, else one more photo (UX-2). */
function roleOfPaste(): Role {
  const part = document.activeElement?.closest<HTMLElement>('[data-role]')?.dataset.role;
  if (part === 'source' || part === 'target') return part;
  const { sources, target } = useSwap.getState();
  return sources.length > 0 && target === null ? 'target' : 'source';
}
