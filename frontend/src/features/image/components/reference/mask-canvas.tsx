import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawEdits, drawStroke, type MaskEdit, type Stroke } from '../../lib/mask';
import type { Size } from '../../lib/sizes';
import type { Brush } from './brush-panel';
import classes from './mask-canvas.module.css';

interface Props {
  /** Of the reference, in its own pixels: what strokes are measured in. */
  picture: Size;
  /** Screen pixels for one of the picture's. */
  scale: number;
  edits: readonly MaskEdit[];
  brush: Brush;
  enabled: boolean;
  onStroke: (stroke: Stroke) => void;
  /** How much of the picture is painted, 0 to 1. */
  onShare: (share: number) => void;
}

interface Point {
  x: number;
  y: number;
}

/** Points nearer than this part of the brush add nothing that could be seen. */
const APART = 1 / 8;
/** The pen's own eraser, in `PointerEvent.buttons`. */
const ERASER_BUTTON = 32;

/** Paints over the picture with mouse, finger, pen or keyboard. */
export function MaskCanvas({ picture, scale, edits, brush, enabled, onStroke, onShare }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLCanvasElement>(null);
  useDrawnEdits(ref, picture, scale, edits, onShare);
  const keys = useKeyboardBrush(picture, brush, onStroke);
  const pointer = usePointerStroke(ref, picture, brush, onStroke, keys.hide);
  const at = keys.at ?? pointer.at;
  return (
    <div
      className={classes.surface}
      data-enabled={enabled || undefined}
      role="application"
      aria-label={t('editor.canvas')}
      tabIndex={enabled ? 0 : -1}
      {...(enabled && { ...pointer.handlers, ...keys.handlers })}
    >
      <canvas ref={ref} className={classes.canvas} />
      {enabled && at && (
        <span
          className={classes.cursor}
          style={{ left: at.x * scale, top: at.y * scale, width: brush.size * scale, height: brush.size * scale }}
        />
      )}
    </div>
  );
}

const paintOf = (canvas: HTMLCanvasElement) => getComputedStyle(canvas).color;

type CanvasRef = React.RefObject<HTMLCanvasElement | null>;

/** Draws everything again whenever the edits or the room change, in the screen's own pixels. */
function useDrawnEdits(
  ref: CanvasRef,
  { width, height }: Size,
  scale: number,
  edits: readonly MaskEdit[],
  onShare: (share: number) => void,
): void {
  useEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d', { willReadFrequently: true });
    if (!canvas || !pen) return;
    const density = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(width * scale * density));
    canvas.height = Math.max(1, Math.round(height * scale * density));
    pen.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    drawEdits(pen, edits, { width, height }, paintOf(canvas));
    onShare(edits.length === 0 ? 0 : paintedShare(pen, canvas));
  }, [ref, width, height, scale, edits, onShare]);
}

/** Every fourth pixel of every fourth row is enough to say a percentage. */
function paintedShare(pen: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): number {
  const { data } = pen.getImageData(0, 0, width, height);
  let painted = 0;
  let seen = 0;
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      seen += 1;
      if ((data[(y * width + x) * 4 + 3] ?? 0) > 127) painted += 1;
    }
  }
  return painted / seen;
}

/** A stroke from where the pointer goes down to where it is lifted; other fingers meanwhile do nothing. */
function usePointerStroke(
  ref: CanvasRef,
  picture: Size,
  brush: Brush,
  onStroke: (stroke: Stroke) => void,
  onMove: () => void,
) {
  const live = useRef<{ pointer: number; stroke: Stroke } | null>(null);
  const [at, setAt] = useState<Point | null>(null);

  const place = (event: { clientX: number; clientY: number }, surface: Element): Point => {
    const box = surface.getBoundingClientRect();
    const x = ((event.clientX - box.left) / (box.width || 1)) * picture.width;
    const y = ((event.clientY - box.top) / (box.height || 1)) * picture.height;
    return { x: Math.round(x), y: Math.round(y) };
  };
  const draw = (points: number[]) => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d', { willReadFrequently: true });
    if (canvas && pen && live.current) drawStroke(pen, { ...live.current.stroke, points }, paintOf(canvas));
  };
  const extend = ({ x, y }: Point) => {
    if (!live.current) return;
    const { points, size } = live.current.stroke;
    const [fromX = x, fromY = y] = points.slice(-2);
    if (Math.hypot(x - fromX, y - fromY) < Math.max(1, size * APART)) return;
    points.push(x, y);
    draw([fromX, fromY, x, y]);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (live.current || (event.button !== 0 && !(event.buttons & ERASER_BUTTON))) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    const { x, y } = place(event, event.currentTarget);
    const erase = brush.erase || Boolean(event.buttons & ERASER_BUTTON);
    live.current = { pointer: event.pointerId, stroke: { kind: 'stroke', erase, size: brush.size, points: [x, y] } };
    draw([x, y]);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const surface = event.currentTarget;
    onMove();
    if (event.pointerType !== 'touch') setAt(place(event, surface));
    if (live.current?.pointer !== event.pointerId) return;
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const move of moves.length > 0 ? moves : [event.nativeEvent]) extend(place(move, surface));
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    if (live.current?.pointer !== event.pointerId) return;
    const { stroke } = live.current;
    live.current = null;
    onStroke(stroke);
  };
  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => setAt(null),
  };
  return { at, handlers };
}

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Arrow keys move the brush by half its size, with Shift they paint; Space puts a dot. */
function useKeyboardBrush({ width, height }: Size, { size, erase }: Brush, onStroke: (stroke: Stroke) => void) {
  const [at, setAt] = useState<Point | null>(null);
  const from = at ?? { x: Math.round(width / 2), y: Math.round(height / 2) };
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.key === ' ') {
      onStroke({ kind: 'stroke', erase, size, points: [from.x, from.y] });
    } else if (arrow) {
      const step = Math.max(1, Math.round(size / 2));
      const to = { x: clamp(from.x + arrow.x * step, width), y: clamp(from.y + arrow.y * step, height) };
      setAt(to);
      if (event.shiftKey) onStroke({ kind: 'stroke', erase, size, points: [from.x, from.y, to.x, to.y] });
    } else {
      return;
    }
    event.preventDefault();
  };
  return {
    at,
    /** The mouse has taken over. */
    hide: () => setAt(null),
    handlers: {
      onKeyDown,
      onFocus: (event: React.FocusEvent<HTMLElement>) => event.currentTarget.matches(':focus-visible') && setAt(from),
      onBlur: () => setAt(null),
    },
  };
}
