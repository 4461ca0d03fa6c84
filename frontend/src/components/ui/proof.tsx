import { Circle, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AspectFrame } from './aspect-frame';
import classes from './proof.module.css';

interface Props {
  /** Width over height of the picture. */
  ratio: number;
  color?: string | null | undefined;
  /** The picture, usually `<img>` inside a link or button; edge to edge. */
  media?: ReactNode;
  /** Mono line below: `4:5 · seed 81234 · 2,9 s`. */
  caption?: ReactNode;
  /** Buttons over the picture: on hover and focus, always under a finger. */
  actions?: ReactNode;
  /** A `ProgressLine` while it is being made. */
  progress?: ReactNode;
  selected?: boolean;
  favorite?: boolean;
  className?: string | undefined;
}

/** One frame of the contact sheet. */
export function Proof({ ratio, color, media, caption, actions, progress, selected, favorite, className }: Props) {
  const { t } = useTranslation();
  return (
    <figure className={[classes.proof, className].filter(Boolean).join(' ')} data-selected={selected || undefined}>
      {progress && <div className={classes.progress}>{progress}</div>}
      <AspectFrame ratio={ratio} color={color}>
        {media}
        {selected && (
          <span className={classes.tick}>
            <Pencil role="img" aria-label={t('common.selected')} />
          </span>
        )}
        {favorite && (
          <span className={classes.ring}>
            <Circle role="img" aria-label={t('common.favorite')} />
          </span>
        )}
      </AspectFrame>
      {actions && <div className={classes.actions}>{actions}</div>}
      {caption !== undefined && <figcaption className={classes.caption}>{caption}</figcaption>}
    </figure>
  );
}
