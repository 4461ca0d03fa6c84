import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Maximize, Scan } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '@/services/hotkeys';
import { useMediaUrl } from '@/services/media';
import type { Asset } from '../api/list-assets';
import { fitScale } from '../lib/zoom';
import classes from './viewer-stage.module.css';

interface Props {
  asset: Asset;
  name: string;
  /** Buttons over the stage. */
  children: ReactNode;
}

/** The picture itself: as large as the stage allows, or pixel by pixel. */
export function ViewerStage({ asset, name, children }: Props) {
  const { t } = useTranslation();
  const [actual, setActual] = useState(false);
  const { ref, width, height } = useElementSize();
  const picture =
    asset.type === 'image' && asset.width && asset.height ? { width: asset.width, height: asset.height } : null;
  const fit = picture ? fitScale(picture, { width, height }) : 1;
  const scale = actual ? 1 : fit;
  useHotkey({ keys: 'z', label: 'keys.zoom', group: 'keys.group.viewer' }, () => setActual(!actual), picture !== null);
  return (
    <div className={classes.stage}>
      <section className={classes.scroll} ref={ref} tabIndex={actual ? 0 : -1} aria-label={name}>
        <Media
          asset={asset}
          name={name}
          size={picture && { width: picture.width * scale, height: picture.height * scale }}
          enlarged={scale > 1}
        />
      </section>
      {children}
      {picture && (
        <div className={classes.zoom}>
          <span className={classes.percent}>{t('viewer.zoom.percent', { percent: Math.round(scale * 100) })}</span>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={actual ? <Maximize /> : <Scan />}
            onClick={() => setActual(!actual)}
          >
            {t(actual ? 'viewer.zoom.fit' : 'viewer.zoom.full')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface MediaProps {
  asset: Asset;
  name: string;
  /** CSS pixels; null when the size is not known. */
  size: { width: number; height: number } | null;
  /** Shown larger than it is: its pixels stay crisp. */
  enlarged: boolean;
}

function Media({ asset, name, size, enlarged }: MediaProps) {
  const src = useMediaUrl(asset.url);
  const poster = useMediaUrl(asset.thumbnail_url);
  // biome-ignore-start lint/a11y/useMediaCaption: what a person made or uploaded has no captions to show
  if (asset.type === 'video')
    return <video className={classes.media} src={src} poster={poster} controls loop preload="metadata" />;
  if (asset.type === 'audio') return <audio src={src} controls preload="metadata" />;
  // biome-ignore-end lint/a11y/useMediaCaption: as above
  return (
    <img
      className={classes.media}
      src={src}
      alt={name}
      data-enlarged={enlarged || undefined}
      style={{ ...(size ?? {}), ...(poster && { backgroundImage: `url("${poster}")` }) }}
    />
  );
}
