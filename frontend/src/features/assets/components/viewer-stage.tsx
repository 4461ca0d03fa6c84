import { ActionIcon, Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Maximize, Scan, SquareSplitHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import { useMediaUrl } from '@/services/media';
import { assetOptions } from '../api/get-asset';
import type { Asset } from '../api/list-assets';
import { placeOf, startedFrom } from '../lib/comparison';
import { fitScale } from '../lib/zoom';
import type { ViewerProps } from './viewer';
import classes from './viewer-stage.module.css';
import { Waveform } from './waveform';

interface Props extends Pick<ViewerProps, 'index' | 'count' | 'onMove'> {
  asset: Asset;
  name: string;
  /** Starts beside what it was made from. */
  compare: boolean;
}

/** The picture itself, as large as the stage allows or pixel by pixel, and the way to the next one. */
export function ViewerStage({ asset, name, index, count, onMove, compare }: Props) {
  const { t } = useTranslation();
  const before = useBefore(asset);
  const [wanted, setComparing] = useState(compare);
  const comparing = wanted && before !== null;
  const [actual, setActual] = useState(false);
  const { ref, width, height } = useElementSize();
  const picture = pictureSize(asset);
  const scale = actual || !picture ? 1 : fitScale(picture, { width, height });
  useHotkey(
    { keys: 'z', label: 'keys.zoom', group: 'keys.group.viewer', inDialog: true },
    () => setActual(!actual),
    picture !== null,
  );
  useHotkey(
    { keys: 'c', label: 'keys.compare', group: 'keys.group.viewer', inDialog: true },
    () => setComparing(!comparing),
    before !== null,
  );
  return (
    <div className={classes.stage}>
      {/* At actual size it scrolls, which the keyboard must reach. */}
      <section className={classes.scroll} ref={ref} tabIndex={actual ? 0 : -1} aria-label={name}>
        {comparing && picture ? (
          <Suspense>
            <Comparison asset={asset} before={before} name={name} scale={scale} />
          </Suspense>
        ) : (
          <Media asset={asset} name={name} scale={scale} />
        )}
      </section>
      <div className={classes.bar}>
        <div className={classes.ways}>
          {picture && (
            <Button
              variant="subtle"
              className={classes.zoom}
              leftSection={actual ? <Maximize /> : <Scan />}
              onClick={() => setActual(!actual)}
            >
              <span className={classes.zoomLabel}>{t(actual ? 'viewer.zoom.fit' : 'viewer.zoom.full')}</span>
            </Button>
          )}
          {before && (
            <Button
              variant="subtle"
              className={classes.zoom}
              leftSection={<SquareSplitHorizontal />}
              aria-pressed={comparing}
              onClick={() => setComparing(!comparing)}
            >
              <span className={classes.zoomLabel}>{t(comparing ? 'compare.off' : 'compare.on')}</span>
            </Button>
          )}
        </div>
        {index !== -1 && <Steps index={index} count={count} onMove={onMove} />}
        {picture && (
          <span className={classes.number}>{t('viewer.zoom.percent', { percent: Math.round(scale * 100) })}</span>
        )}
      </div>
    </div>
  );
}

const pictureSize = ({ type, width, height }: Asset) =>
  type === 'image' && width && height ? { width, height } : null;

/** The picture it was made from, if the library still has it. */
function useBefore(asset: Asset): Asset | null {
  const id = startedFrom(asset);
  const { data } = useQuery({ ...assetOptions(id ?? ''), enabled: id !== null, retry: false });
  return asset.type === 'image' && data?.type === 'image' ? data : null;
}

const Compare = lazy(async () => ({ default: (await import('@/components/ui/compare')).Compare }));

function Comparison({ asset, before, name, scale }: { asset: Asset; before: Asset; name: string; scale: number }) {
  const from = useMediaUrl(before.url);
  const to = useMediaUrl(asset.url);
  if (!from || !to) return null;
  return (
    <Compare
      before={from}
      after={to}
      label={name}
      width={(asset.width ?? 0) * scale}
      height={(asset.height ?? 0) * scale}
      place={placeOf(asset.recipe, before)}
      enlarged={scale > 1}
    />
  );
}

function Steps({ index, count, onMove }: Pick<ViewerProps, 'index' | 'count' | 'onMove'>) {
  const { t } = useTranslation();
  return (
    <div className={classes.steps}>
      <ActionIcon variant="default" aria-label={t('viewer.previous')} disabled={index === 0} onClick={() => onMove(-1)}>
        <ChevronLeft />
      </ActionIcon>
      <span className={classes.number} aria-live="polite">
        {t('viewer.position', { index: index + 1, count })}
      </span>
      <ActionIcon
        variant="default"
        aria-label={t('viewer.next')}
        disabled={index + 1 >= count}
        onClick={() => onMove(1)}
      >
        <ChevronRight />
      </ActionIcon>
    </div>
  );
}

function Media({ asset, name, scale }: { asset: Asset; name: string; scale: number }) {
  const src = useMediaUrl(asset.url);
  const poster = useMediaUrl(asset.thumbnail_url);
  const size = pictureSize(asset);
  // biome-ignore-start lint/a11y/useMediaCaption: what a person made or uploaded has no captions to show
  if (asset.type === 'video') {
    return <video className={classes.media} src={src} poster={poster} controls loop preload="metadata" />;
  }
  if (asset.type === 'audio') {
    return (
      <div className={classes.sound}>
        <div className={classes.wave}>
          <Waveform asset={asset} alt="" />
        </div>
        <audio src={src} aria-label={name} controls preload="metadata" />
      </div>
    );
  }
  // biome-ignore-end lint/a11y/useMediaCaption: as above
  return (
    <img
      className={classes.media}
      src={src}
      alt={name}
      data-enlarged={scale > 1 || undefined}
      // The thumbnail stands in until the file is there.
      style={{
        ...(size && { width: size.width * scale, height: size.height * scale }),
        ...(poster && { backgroundImage: `url("${poster}")` }),
      }}
    />
  );
}
