/** The video being prepared and where the person is in it, kept over reload and navigation (UX-14). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { followOtherTabs, local } from '@/services/storage';
import { completed, EMPTY_DRAFT, type Scene, type VideoDraft } from '../lib/draft';
import { changed } from '../lib/scenes';

/** Parts of the form that fold. */
export type Part = 'presenter' | 'voice' | 'captions' | 'music' | 'ending';

interface DraftStore {
  draft: VideoDraft;
  /** Which parts a person opened or closed; the others are as the screen's size wants them. */
  folds: Partial<Record<Part, boolean>>;
  /** Where the preview looks: the scene, and the caret in its narration, in UTF-16 units as the field counts. */
  scene: number;
  caret: number;
  safeZone: boolean;
  /** All formats are made, not only the one that is looked at. */
  every: boolean;
  /** Jobs of the videos that were asked for here, newest first. */
  jobs: string[];
  change: (fields: Partial<VideoDraft>) => void;
  changeScene: (id: string, fields: Partial<Scene>) => void;
  replace: (draft: VideoDraft) => void;
  look: (scene: number, caret: number) => void;
  setSafeZone: (shown: boolean) => void;
  setEvery: (every: boolean) => void;
  fold: (part: Part, open: boolean) => void;
  follow: (job: string) => void;
  forget: (job: string) => void;
}

const MOST_JOBS = 12;

export const useVideo = create<DraftStore>()(
  persist(
    (set) => ({
      draft: EMPTY_DRAFT,
      folds: {},
      scene: 0,
      caret: 0,
      safeZone: false,
      every: false,
      jobs: [],
      change: (fields) => set(({ draft }) => ({ draft: { ...draft, ...fields } })),
      changeScene: (id, fields) =>
        set(({ draft }) => ({ draft: { ...draft, scenes: changed(draft.scenes, id, fields) } })),
      replace: (draft) => set({ draft }),
      look: (scene, caret) => set({ scene, caret }),
      setSafeZone: (safeZone) => set({ safeZone }),
      setEvery: (every) => set({ every }),
      fold: (part, open) => set(({ folds }) => ({ folds: { ...folds, [part]: open } })),
      follow: (job) => set(({ jobs }) => ({ jobs: [job, ...jobs.filter((one) => one !== job)].slice(0, MOST_JOBS) })),
      forget: (job) => set(({ jobs }) => ({ jobs: jobs.filter((one) => one !== job) })),
    }),
    {
      name: 'enfoads.draft.video',
      version: 1,
      storage: local(),
      partialize: ({ draft, folds, safeZone, every, jobs }) => ({ draft, folds, safeZone, every, jobs }),
      merge: (kept, now) => {
        const { draft, folds, safeZone, every, jobs } = (kept ?? {}) as Partial<DraftStore>;
        return {
          ...now,
          draft: completed(draft),
          folds: folds ?? {},
          safeZone: safeZone === true,
          every: every === true,
          jobs: Array.isArray(jobs) ? jobs : [],
        };
      },
    },
  ),
);

followOtherTabs(useVideo);
