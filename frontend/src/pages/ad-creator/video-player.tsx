import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Captions, Download, Images, Proportions, Share2, Sparkles, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import form from '@/components/ui/form.module.css';
import { Notice } from '@/components/ui/notice';
import { useAssetActions } from '@/features/assets/hooks/use-asset-actions';
import { fileName, saveBlob } from '@/features/assets/lib/save-file';
import { rememberJob } from '@/features/jobs/api/get-jobs';
import { useJobsNow } from '@/features/jobs/hooks/use-jobs';
import { useJobText } from '@/features/jobs/lib/job-text';
import { useAnotherVersion } from '@/features/video/hooks/use-another-version';
import { useRestoreVideo } from '@/features/video/hooks/use-restore-video';
import { paceOf } from '@/features/video/lib/expected';
import type { VideoOutcome } from '@/features/video/lib/outcome';
import type { VideoOrder } from '@/features/video/lib/requests';
import { finalOrder, otherFormats } from '@/features/video/lib/restore';
import { useFormat } from '@/i18n/format';
import type { Schemas } from '@/services/api';
import { fetchMedia, useMediaUrl } from '@/services/media';
import { toast } from '@/services/toasts';
import card from './video-card.module.css';
import classes from './video-player.module.css';

interface Props {
  outcome: VideoOutcome;
  job: Schemas['Job'];
  ratio: number;
}

/** The finished video, and everything it came with. */
export function VideoPlayer({ outcome, job, ratio }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { video, thumbnail_assets: thumbnails, warnings, timings } = outcome;
  const final = finalOrder(video.recipe);
  const { name: said } = useJobText()(job);
  const name = said === t('jobs.kind.video') ? video.name || said : said;
  const src = useMediaUrl(video.url);
  const poster = useMediaUrl(thumbnails[0]?.url ?? video.thumbnail_url);
  const words = useMediaUrl(outcome.vtt_url);
  const facts = [
    job.params.aspect,
    video.width && video.height && `${video.width}×${video.height}`,
    format.seconds(outcome.duration_s, 1),
    timings.total_s > 0 && t('video.made.took', { time: format.seconds(timings.total_s) }),
  ];
  return (
    <>
      <div className={`${card.media} ${classes.media}`}>
        {/* biome-ignore lint/a11y/useMediaCaption: the track stands below, as soon as its words are there */}
        <video
          className={classes.video}
          style={{ aspectRatio: ratio }}
          src={src}
          poster={poster}
          controls
          loop
          playsInline
          preload="metadata"
          aria-label={t('video.made.player', { name })}
        >
          {words && <track kind="captions" src={words} srcLang={outcome.language} label={t('video.made.captions')} />}
        </video>
      </div>
      <div className={`${card.body} ${classes.body}`}>
        <p className={card.name}>{name}</p>
        <p className={card.figures}>{facts.filter(Boolean).join(' · ')}</p>
        {warnings.map(({ code, message }) => (
          <Notice key={code} kind="warn" title={message} />
        ))}
        {final && <Final order={final} seconds={outcome.duration_s} />}
        <Downloads outcome={outcome} />
        {thumbnails.length > 0 && <Thumbnails assets={thumbnails} />}
      </div>
    </>
  );
}

const useRemade = () => {
  const client = useQueryClient();
  return useAnotherVersion((job) => rememberJob(client, job));
};

/** A draft was liked: the same in full quality by one click, with the time it will take. */
function Final({ order, seconds }: { order: VideoOrder; seconds: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const again = useRemade();
  const pace = paceOf(useJobsNow()?.recent ?? [], 'final');
  return (
    <div className={classes.final}>
      <Button
        leftSection={<Sparkles />}
        loading={again.isPending}
        onClick={() => again.mutate([order])}
        rightSection={
          pace && <span className="es-mono">{t('image.time', { time: format.seconds(pace * seconds) })}</span>
        }
      >
        {t('video.made.final')}
      </Button>
      <p className={form.note}>{t('video.made.final.about')}</p>
    </div>
  );
}

function OtherFormats({ orders }: { orders: VideoOrder[] }) {
  const { t } = useTranslation();
  const again = useRemade();
  return (
    <Button
      variant="default"
      leftSection={<Proportions />}
      loading={again.isPending}
      title={t('video.made.formats.about')}
      onClick={() => again.mutate(orders)}
    >
      {t('video.made.formats')}
    </Button>
  );
}

const MP4 = 'video/mp4';

/** Telephones hand a file to the app it is posted with; they do so at addresses they trust. */
const canShare = () =>
  window.matchMedia('(pointer: coarse)').matches &&
  typeof navigator.canShare === 'function' &&
  navigator.canShare({ files: [new File([], 'ad.mp4', { type: MP4 })] });

function Downloads({ outcome }: { outcome: VideoOutcome }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const actions = useAssetActions();
  const restore = useRestoreVideo();
  const { video } = outcome;
  const others = otherFormats(video.recipe);
  const failed = (title: string) => (error: unknown) => {
    if ((error as Error).name === 'AbortError') return; // the person changed their mind
    toast({ id: 'save', kind: 'danger', title, text: inOneLine(errorText(error)) });
  };
  const share = () =>
    void fetchMedia(video.url)
      .then((blob) => navigator.share({ files: [new File([blob], fileName(video), { type: MP4 })] }))
      .catch(failed(t('video.made.share.failed')));
  const save = (url: string, ending: string) =>
    fetchMedia(url).then(
      (blob) => saveBlob(blob, fileName(video).replace(/\.\w+$/, ending)),
      failed(t('library.download.failed')),
    );
  return (
    <div className={classes.ways}>
      <Button leftSection={<Download />} variant="default" onClick={() => actions.download(video)}>
        {t('video.made.download')}
      </Button>
      {canShare() && (
        <Button leftSection={<Share2 />} variant="default" onClick={share}>
          {t('video.made.share')}
        </Button>
      )}
      <Button leftSection={<Captions />} variant="default" onClick={() => void save(outcome.srt_url, '.srt')}>
        SRT
      </Button>
      <Button leftSection={<Captions />} variant="default" onClick={() => void save(outcome.vtt_url, '.vtt')}>
        VTT
      </Button>
      {others.length > 0 && !finalOrder(video.recipe) && <OtherFormats orders={others} />}
      <Button leftSection={<Undo2 />} variant="default" onClick={() => void restore(video)}>
        {t('video.made.use')}
      </Button>
      <Button leftSection={<Images />} variant="default" component={Link} to={`/library?asset=${video.id}`}>
        {t('video.made.open')}
      </Button>
    </div>
  );
}

/** Three pictures to put before the video; a press saves one. */
function Thumbnails({ assets }: { assets: Schemas['Asset'][] }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={form.label}>{t('video.made.thumbnails')}</p>
      <ul className={classes.thumbnails}>
        {assets.map((asset, index) => (
          <li key={asset.id}>
            <Thumbnail asset={asset} label={t('video.made.thumbnail', { number: index + 1 })} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Thumbnail({ asset, label }: { asset: Schemas['Asset']; label: string }) {
  const src = useMediaUrl(asset.thumbnail_url ?? asset.url);
  const actions = useAssetActions();
  return (
    <button
      type="button"
      className={classes.thumbnail}
      aria-label={label}
      title={label}
      onClick={() => actions.download(asset)}
    >
      {src && <img src={src} alt="" loading="lazy" />}
      <Download aria-hidden />
    </button>
  );
}
