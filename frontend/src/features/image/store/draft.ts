/** The picture being prepared, kept over reload and navigation (UX-14). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local } from '@/services/storage';
import { EMPTY_DRAFT, type ImageDraft } from '../lib/draft';

interface DraftStore {
  draft: ImageDraft;
  advancedOpen: boolean;
  change: (fields: Partial<ImageDraft>) => void;
  replace: (draft: ImageDraft) => void;
  setAdvancedOpen: (open: boolean) => void;
}

export const useDraft = create<DraftStore>()(
  persist(
    (set) => ({
      draft: EMPTY_DRAFT,
      advancedOpen: false,
      change: (fields) => set(({ draft }) => ({ draft: { ...draft, ...fields } })),
      replace: (draft) => set({ draft }),
      setAdvancedOpen: (advancedOpen) => set({ advancedOpen }),
    }),
    {
      name: 'enfoads.draft.image',
      version: 1,
      storage: local(),
      partialize: ({ draft, advancedOpen }) => ({ draft, advancedOpen }),
      // A field that an older page did not know yet has its default.
      merge: (kept, now) => {
        const { draft, advancedOpen } = (kept ?? {}) as Partial<DraftStore>;
        return { ...now, advancedOpen: advancedOpen === true, draft: { ...EMPTY_DRAFT, ...draft } };
      },
    },
  ),
);
