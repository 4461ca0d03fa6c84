import { useMediaUrl } from '@/services/media';
import type { Avatar } from '../api/avatars';

/** An avatar at rest or, `lively`, as it blinks and speaks. */
export function AvatarPicture({ avatar, lively = false }: { avatar: Avatar; lively?: boolean }) {
  const still = useMediaUrl(avatar.thumbnail_url);
  const moving = useMediaUrl(lively ? avatar.preview_url : null);
  return <img src={(lively && moving) || still} alt="" draggable={false} loading="lazy" decoding="async" />;
}
