/** Short messages at the edge of the page: at most three, one per id, errors stay until closed (UX-55). */
import { create } from 'zustand';

export type ToastKind = 'info' | 'ok' | 'warn' | 'danger';

export interface Toast {
  /** A second toast with the same id replaces the first and counts. */
  id: string;
  kind: ToastKind;
  title: string;
  text?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** Milliseconds until it goes; null: it stays until closed. */
  duration: number | null;
  count: number;
  /** Grows with each showing, so that a repeated toast starts its time again. */
  turn: number;
}

type NewToast = Omit<Toast, 'duration' | 'count' | 'turn'> & { duration?: number | null };

const MOST = 3;
const DURATION = 5000;

interface Toasts {
  items: Toast[];
  show: (toast: NewToast) => void;
  close: (id: string) => void;
}

export const useToasts = create<Toasts>()((set) => ({
  items: [],
  show: (toast) =>
    set(({ items }) => {
      const before = items.find((item) => item.id === toast.id);
      const duration = toast.duration !== undefined ? toast.duration : toast.kind === 'danger' ? null : DURATION;
      const next = { ...toast, duration, count: (before?.count ?? 0) + 1, turn: (before?.turn ?? 0) + 1 };
      if (before) return { items: items.map((item) => (item.id === toast.id ? next : item)) };
      return { items: makeRoom([...items, next]) };
    }),
  close: (id) => set(({ items }) => ({ items: items.filter((item) => item.id !== id) })),
}));

/** Over the limit the oldest that would go by itself leaves first. */
function makeRoom(items: Toast[]): Toast[] {
  if (items.length <= MOST) return items;
  const oldest = items.find((item) => item.duration !== null) ?? items[0];
  return items.filter((item) => item !== oldest);
}

/** Shows a toast from anywhere. */
export const toast = (options: NewToast): void => useToasts.getState().show(options);
