import { ImageOff, Music } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/services/media';
import type { Asset } from '../api/list-assets';
import classes from './asset-picture.module.css';

/** Pictures up to this many pixels are mounted on a mat, little enlarged, instead of being blown up into a blur. */
const SMALL = 192;

interface Props {
  asset: Asset;
  /** Empty where the element around it already names the asset. */
  alt: string;
}

/** An asset's thumbnail, filling the frame around it. */
export function AssetPicture({ asset, alt }: Props) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(false);
  const src = useMediaUrl(asset.thumbnail_url ?? (asset.type === 'image' ? asset.url : null));
  if (broken) {
    return (
      <span className={classes.stand}>
        <ImageOff aria-hidden />
        {t('library.item.broken')}
      </span>
    );
  }
  if (asset.type === 'audio' && !asset.thumbnail_url) {
    return (
      <span className={classes.stand}>
        <Music aria-hidden />
      </span>
    );
  }
  const picture = (
    <img
      className={classes.picture}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
  if (!isSmall(asset)) return picture;
  return (
    <span className={classes.mat} style={{ '--natural': asset.width } as CSSProperties}>
      {picture}
    </span>
  );
}

const isSmall = ({ width, height }: Pick<Asset, 'width' | 'height'>) =>
  Math.max(width ?? Number.POSITIVE_INFINITY, height ?? Number.POSITIVE_INFINITY) <= SMALL;
