import { useAvatars } from '../api/avatars';
import { AvatarPicture } from './avatar-picture';
import classes from './expected-avatar.module.css';

/** Who will be seen, faintly, until something is drawn. `id` "": the first; an unknown one shows nothing. */
export function ExpectedAvatar({ id }: { id: string }) {
  const avatars = useAvatars().data ?? [];
  const avatar = id === '' ? avatars[0] : avatars.find((one) => one.id === id);
  return (
    avatar && (
      <span className={classes.expected}>
        <AvatarPicture avatar={avatar} />
      </span>
    )
  );
}
