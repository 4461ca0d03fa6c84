import { AudioLines } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useMediaUrl } from '@/services/media';
import type { Asset } from '../api/list-assets';
import classes from './waveform.module.css';

interface Props {
  asset: Pick<Asset, 'thumbnail_url'>;
  /** Empty where the element around it already names the asset. */
  alt: string;
}

/** A sound, seen: its waveform in the page's own ink, filling the frame around it. */
export function Waveform({ asset, alt }: Props) {
  const src = useMediaUrl(asset.thumbnail_url);
  const named = alt ? ({ role: 'img', 'aria-label': alt } as const) : {};
  return (
    <span className={classes.frame} {...named}>
      {src ? (
        <span className={classes.wave} style={{ '--wave': `url("${src}")` } as CSSProperties} />
      ) : (
        <AudioLines aria-hidden />
      )}
    </span>
  );
}
