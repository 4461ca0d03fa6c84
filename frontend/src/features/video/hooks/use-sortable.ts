/** A list whose rows are dragged by a handle, with mouse, pen or finger, or moved with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

interface Drag {
  id: string;
  from: number;
  /** Where it would come to stand, counted without it. */
  to: number;
  /** How far it was dragged, in pixels. */
  by: number;
}

interface Options {
  ids: readonly string[];
  /** The row at `from` comes to stand at `to`, counted without it. `byKey`: somebody may not have seen it move. */
  onMove: (from: number, to: number, byKey: boolean) => void;
}

const EDGE = 72; // pixels from the top or bottom of the window where the page begins to scroll along
const PACE = 12; // pixels it scrolls at each move

export interface Sortable {
  drag: Drag | null;
  /** For the `<li>` of a row. */
  row: (id: string) => { ref: (element: HTMLElement | null) => void };
  /** For the button that moves it. */
  handle: (id: string) => {
    ref: (element: HTMLElement | null) => void;
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
}

export function useSortable({ ids, onMove }: Options): Sortable {
  const rows = useRef(new Map<string, HTMLElement>());
  const handles = useRef(new Map<string, HTMLElement>());
  const [drag, setDrag] = useState<Drag | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const focusNext = useRef<string | null>(null);

  // A row that React has put elsewhere in the list has lost the focus on the way.
  useEffect(() => {
    if (focusNext.current) handles.current.get(focusNext.current)?.focus();
    focusNext.current = null;
  });
  useEffect(() => () => stop.current?.(), []);

  const keep = (map: typeof rows, id: string) => (element: HTMLElement | null) => {
    if (element) map.current.set(id, element);
    else map.current.delete(id);
  };

  const start = (id: string, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || ids.length < 2) return;
    event.preventDefault(); // no text is selected meanwhile
    event.currentTarget.focus();
    const from = ids.indexOf(id);
    const begun = event.pageY;
    // Measured once: what moves by a transform does not change where the others stand.
    const middles = ids.map((one) => middleOf(rows.current.get(one)));
    let now: Drag = { id, from, to: from, by: 0 };
    setDrag(now);
    const move = ({ pageY, clientY }: globalThis.PointerEvent) => {
      if (clientY < EDGE) window.scrollBy(0, -PACE);
      if (clientY > window.innerHeight - EDGE) window.scrollBy(0, PACE);
      const middle = (middles[from] ?? 0) + pageY - begun;
      const to = middles.filter((one, index) => index !== from && one < middle).length;
      now = { ...now, to, by: pageY - begun };
      setDrag(now);
    };
    const end = (event: Event) => {
      stop.current?.();
      if (event.type === 'pointerup' && now.to !== from) onMove(from, now.to, false);
    };
    const giveUp = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && stop.current?.();
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', giveUp);
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', giveUp);
      stop.current = null;
      setDrag(null);
    };
  };

  const press = (id: string, event: KeyboardEvent) => {
    const from = ids.indexOf(id);
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to >= ids.length || to === from) return;
    focusNext.current = id;
    onMove(from, to, true);
  };

  return {
    drag,
    row: (id) => ({ ref: keep(rows, id) }),
    handle: (id) => ({
      ref: keep(handles, id),
      onPointerDown: (event) => start(id, event),
      onKeyDown: (event) => press(id, event),
    }),
  };
}

function middleOf(element: HTMLElement | undefined): number {
  const box = element?.getBoundingClientRect();
  return box ? box.top + box.height / 2 + window.scrollY : 0;
}
