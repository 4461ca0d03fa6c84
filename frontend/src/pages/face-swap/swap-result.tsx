import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Aperture, Download, Images, Replace } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Compare } from '@/components/ui/compare';
import { Notice } from '@/components/ui/notice';
import { useAssetActions } from '@/features/assets/hooks/use-asset-actions';
import type { SwapOutcome } from '@/features/faces/lib/outcome';
import { useSwap } from '@/features/faces/store/swap';
import { useFormat } from '@/i18n/format';
import { useMediaUrl } from '@/services/media';
import classes from './swap-result.module.css';

/** Before and after under one handle, or the video; what can be expected of it, and what to do with it (UX-37, UX-39). */
export function SwapResult({ outcome }: { outcome: SwapOutcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { before, follow } = useSwap();
  const { asset, timings } = outcome;
  const actions = useAssetActions();
  const name = before?.name || t('faces.untitled');
  return (
    <div className={classes.result}>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('faces.result')}</h2>
        <p className={classes.saved} role="status">
          {t('faces.result.saved')}
          {timings?.total_s !== undefined && (
            <> {t('faces.result.seconds', { time: format.seconds(timings.total_s, 1) })}.</>
          )}
        </p>
      </header>
      {asset.type === 'video' ? <Film outcome={outcome} name={name} /> : <Pictures outcome={outcome} name={name} />}
      <Expectations outcome={outcome} />
      <div className={classes.ways}>
        <Button variant="default" leftSection={<Download />} onClick={() => actions.download(asset)}>
          {t('faces.result.download')}
        </Button>
        {asset.type === 'image' && (
          <Button variant="default" component={Link} to={`/create?reference=${asset.id}`} leftSection={<Aperture />}>
            {t('faces.result.create')}
          </Button>
        )}
        <Button variant="default" component={Link} to={`/library?asset=${asset.id}`} leftSection={<Images />}>
          {t('faces.result.open')}
        </Button>
        <Button variant="default" leftSection={<Replace />} onClick={() => follow(null)}>
          {t('faces.result.again')}
        </Button>
      </div>
    </div>
  );
}

interface MediaProps {
  outcome: SwapOutcome;
  name: string;
}

/** As much of the screen's height as the comparison may take. */
const MOST_OF_HEIGHT = 0.7;
/** Where nothing can be measured. Pixels. */
const USUAL_ROOM = 640;

function Pictures({ outcome: { asset }, name }: MediaProps) {
  const { t } = useTranslation();
  const { ref, width: room } = useElementSize();
  const before = useMediaUrl(useSwap((state) => state.before?.url));
  const after = useMediaUrl(asset.url);
  const size = { width: asset.width ?? 1, height: asset.height ?? 1 };
  const scale = Math.min((room || USUAL_ROOM) / size.width, (window.innerHeight * MOST_OF_HEIGHT) / size.height);
  const label = t('faces.result.compare', { name });
  return (
    <div ref={ref} className={classes.media}>
      {before && after ? (
        <Compare before={before} after={after} label={label} width={size.width * scale} height={size.height * scale} />
      ) : (
        after && <img src={after} alt={label} />
      )}
    </div>
  );
}

function Film({ outcome: { asset }, name }: MediaProps) {
  const { t } = useTranslation();
  const src = useMediaUrl(asset.url);
  const poster = useMediaUrl(asset.thumbnail_url);
  return (
    // biome-ignore lint/a11y/useMediaCaption: a person's own clip has no captions to show
    <video
      className={classes.film}
      src={src}
      poster={poster}
      controls
      loop
      preload="metadata"
      aria-label={t('faces.result.compare', { name })}
    />
  );
}

/** How well each face came out, in words. */
function Expectations({ outcome: { faces = [], warnings = [], commercial_use } }: { outcome: SwapOutcome }) {
  const { t } = useTranslation();
  return (
    <>
      {faces.length > 0 && (
        <ul className={classes.faces}>
          {faces.map((face, place) => (
            <li key={face.index ?? place}>
              {`${t('faces.result.face', { number: (face.index ?? place) + 1 })}: `}
              {t(face.same_person ? 'faces.result.same' : 'faces.result.weak')}.
              {face.warnings.includes('poses_differ') && ` ${t('faces.map.apart', { value: Math.round(face.turned) })}`}
            </li>
          ))}
        </ul>
      )}
      {warnings.includes('faces_skipped') && <Notice kind="info" title={t('faces.result.skipped')} />}
      {commercial_use === false && <Notice kind="warn" title={t('faces.result.nonCommercial')} />}
    </>
  );
}
