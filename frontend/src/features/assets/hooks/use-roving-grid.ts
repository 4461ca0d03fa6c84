/** One tab stop for a whole grid: arrow keys move the focus by what is beside, above and below on the screen. */
import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';

interface RovingGrid<E extends HTMLElement> {
  ref: RefObject<E | null>;
  /** The item that Tab reaches. Others have tabIndex -1. */
  isActive: (index: number) => boolean;
  onFocusItem: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  focusItem: (index: number) => void;
}

/** `selector` finds the focusable element of each item, in order, below the element that holds `ref`. */
export function useRovingGrid<E extends HTMLElement>(count: number, selector: string): RovingGrid<E> {
  const ref = useRef<E>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, Math.max(0, count - 1));

  const items = useCallback(() => [...(ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])], [selector]);

  const focusItem = useCallback(
    (index: number) => {
      const all = items();
      const item = all[Math.max(0, Math.min(index, all.length - 1))];
      item?.focus();
      item?.scrollIntoView?.({ block: 'nearest' });
    },
    [items],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const all = items();
      const from = all.indexOf(event.target as HTMLElement);
      if (from === -1) return; // a key for a button inside an item
      const to = target(event.key, from, all);
      if (to === null) return;
      event.preventDefault();
      focusItem(to);
    },
    [items, focusItem],
  );

  return { ref, isActive: (index) => index === current, onFocusItem: setActive, onKeyDown, focusItem };
}

function target(key: string, from: number, all: HTMLElement[]): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(from + 1, all.length - 1);
    case 'ArrowLeft':
      return Math.max(from - 1, 0);
    case 'ArrowDown':
      return vertical(from, all, 1);
    case 'ArrowUp':
      return vertical(from, all, -1);
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
    default:
      return null;
  }
}

/** The item of the next row whose middle is nearest; the same item when there is no such row. */
function vertical(from: number, all: HTMLElement[], direction: 1 | -1): number {
  const boxes = all.map((item) => item.getBoundingClientRect());
  const start = boxes[from];
  if (!start) return from;
  const beyond = (box: DOMRect) => (direction === 1 ? box.top >= start.bottom : box.bottom <= start.top);
  const middle = (box: DOMRect) => box.left + box.width / 2;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  boxes.forEach((box, index) => {
    if (!beyond(box)) return;
    // Rows apart weigh more than anything sideways.
    const cost = Math.abs(box.top - start.top) * 1000 + Math.abs(middle(box) - middle(start));
    if (cost < least) {
      least = cost;
      best = index;
    }
  });
  return best;
}
