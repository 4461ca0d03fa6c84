import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './compare.module.css';

interface Props {
  before: string;
  after: string;
  /** What is compared, for those who do not see it. */
  label: string;
  /** Screen pixels of the result. */
  width: number;
  height: number;
  /** Where the picture before lies on the result, in parts of it; all of it when left out. */
  place?: { left: number; top: number; width: number; height: number } | undefined;
  /** Shown larger than it is: every pixel stays a square. */
  enlarged?: boolean | undefined;
}

const STEP = 2;
const LEAP = 10;
const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

const percent = (part: number) => `${part * 100}%`;

/** Two pictures on top of each other and a handle between them: mouse, finger or arrow keys (UX-37). */
export function Compare({ before, after, label, width, height, place = WHOLE, enlarged }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(50);
  const move = (to: number) => setAt(Math.min(100, Math.max(0, to)));
  const follow = (event: PointerEvent) => {
    const box = ref.current?.getBoundingClientRect();
    if (box && box.width > 0) move(((event.clientX - box.left) / box.width) * 100);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    follow(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = target(event, at);
    if (to === null) return;
    event.preventDefault();
    move(to);
  };
  const size = { width, height, '--at': `${at}%` } as CSSProperties;
  const spot = {
    left: percent(place.left),
    top: percent(place.top),
    width: percent(place.width),
    height: percent(place.height),
  };
  return (
    <figure className={classes.compare} style={{ width }}>
      <div
        ref={ref}
        className={classes.frame}
        style={size}
        data-enlarged={enlarged || undefined}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => event.buttons % 2 === 1 && follow(event)}
      >
        <img src={after} alt={`${label}. ${t('compare.after')}`} draggable={false} />
        <div className={classes.before}>
          <img src={before} alt={`${label}. ${t('compare.before')}`} draggable={false} style={spot} />
        </div>
        <div
          className={classes.handle}
          role="slider"
          tabIndex={0}
          aria-label={t('compare.handle')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(at)}
          aria-valuetext={t('compare.value', { percent: Math.round(at) })}
          onKeyDown={onKeyDown}
        />
      </div>
      <figcaption className={classes.captions} aria-hidden>
        <span>{t('compare.before')}</span>
        <span>{t('compare.after')}</span>
      </figcaption>
    </figure>
  );
}

function target({ key, shiftKey }: KeyboardEvent, at: number): number | null {
  const step = shiftKey ? LEAP : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + step;
    case 'PageDown':
      return at - LEAP;
    case 'PageUp':
      return at + LEAP;
    case 'Home':
      return 0;
    case 'End':
      return 100;
    default:
      return null;
  }
}
