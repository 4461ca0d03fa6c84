import { useState } from 'react';
import { useMediaUrl } from '@/services/media';
import type { Avatar } from '../api/avatars';
import classes from './avatar-picture.module.css';

/** An avatar at rest or, `lively`, as it blinks and speaks; its initial where no picture comes. */
export function AvatarPicture({ avatar, lively = false }: { avatar: Avatar; lively?: boolean }) {
  const still = useMediaUrl(avatar.thumbnail_url);
  const moving = useMediaUrl(lively ? avatar.preview_url : null);
  const src = (lively && moving) || still;
  const [broken, setBroken] = useState<string>();
  if (src && src === broken) {
    return (
      <span className={classes.initial} aria-hidden>
        {avatar.name.slice(0, 1)}
      </span>
    );
  }
  return <img src={src} alt="" draggable={false} loading="lazy" decoding="async" onError={() => setBroken(src)} />;
}
