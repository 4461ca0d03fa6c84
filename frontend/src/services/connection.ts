/** What this page knows about the studio's reachability. Every request and the socket report here. */
import { create } from 'zustand';
import type { UnreachableReason } from './errors';

export type ConnectionState = 'connecting' | 'online' | UnreachableReason;

interface Connection {
  state: ConnectionState;
  /** The socket is up: events arrive by themselves and nothing needs to be polled. */
  live: boolean;
  /** The studio asked for a key. */
  locked: boolean;
  report: (state: ConnectionState) => void;
  setLive: (live: boolean) => void;
  setLocked: (locked: boolean) => void;
  /** Another studio: forget what was known. */
  reset: () => void;
}

const start = { state: 'connecting', live: false, locked: false } as const;

export const useConnection = create<Connection>()((set) => ({
  ...start,
  report: (state) => set((old) => (old.state === state ? old : { state })),
  setLive: (live) => set({ live }),
  setLocked: (locked) => set((old) => (old.locked === locked ? old : { locked })),
  reset: () => set(start),
}));
