/** Which ended jobs the tray still shows: finished ones for ten seconds, failed ones until they are closed. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local } from '@/services/storage';

const LINGER_MS = 10_000;
const REMEMBERED = 200;

interface Tray {
  /** Jobs that ended while this page watched, for the next ten seconds. */
  ended: readonly string[];
  /** Failed jobs that were closed or retried. */
  dismissed: readonly string[];
  noteEnd: (id: string) => void;
  dismiss: (id: string) => void;
}

export const useTray = create<Tray>()(
  persist(
    (set, get) => ({
      ended: [],
      dismissed: [],
      noteEnd: (id) => {
        if (get().ended.includes(id)) return;
        set(({ ended }) => ({ ended: [...ended, id] }));
        setTimeout(() => set(({ ended }) => ({ ended: ended.filter((other) => other !== id) })), LINGER_MS);
      },
      dismiss: (id) =>
        set(({ ended, dismissed }) => ({
          ended: ended.filter((other) => other !== id),
          dismissed: [...dismissed.filter((other) => other !== id), id].slice(-REMEMBERED),
        })),
    }),
    { name: 'enfoads.tray', version: 1, storage: local(), partialize: ({ dismissed }) => ({ dismissed }) },
  ),
);
