import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/services/media';
import type { Asset } from '../api/list-assets';
import classes from './asset-picture.module.css';
import { Mount } from './mount';
import { Waveform } from './waveform';

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
  if (asset.type === 'audio') return <Waveform asset={asset} alt={alt} />;
  return (
    <Mount width={asset.width} height={asset.height}>
      <img src={src} alt={alt} loading="lazy" decoding="async" draggable={false} onError={() => setBroken(true)} />
    </Mount>
  );
}
