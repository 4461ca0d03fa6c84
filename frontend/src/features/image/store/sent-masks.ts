/**
 * What was painted for the last jobs. A recipe keeps only the mask's hash, so "use these settings" can give the strokes
 * back only in the browser they were painted in.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local } from '@/services/storage';
import type { MaskEdit } from '../lib/mask';

const MOST = 20;

interface SentMasks {
  /** Newest first. */
  masks: readonly { job: string; edits: MaskEdit[] }[];
  remember: (job: string, edits: MaskEdit[]) => void;
}

export const useSentMasks = create<SentMasks>()(
  persist(
    (set) => ({
      masks: [],
      remember: (job, edits) => set(({ masks }) => ({ masks: [{ job, edits }, ...masks].slice(0, MOST) })),
    }),
    { name: 'enfoads.masks', version: 1, storage: local(), partialize: ({ masks }) => ({ masks }) },
  ),
);

export const sentMask = (job: string | null): MaskEdit[] | null =>
  useSentMasks.getState().masks.find((sent) => sent.job === job)?.edits ?? null;
