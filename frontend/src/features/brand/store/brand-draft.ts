/** What is being written in the brand form, kept while the tab is open, so that a look elsewhere loses nothing. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { session } from '@/services/storage';
import type { BrandDraft } from '../lib/brand-draft';

/** The place of a brand that has no id yet. */
export const NEW = 'new';

interface BrandDrafts {
  /** By brand id. Only of brands with unsaved changes. */
  drafts: Readonly<Record<string, BrandDraft>>;
  keep: (id: string, draft: BrandDraft) => void;
  forget: (id: string) => void;
}

export const useBrandDrafts = create<BrandDrafts>()(
  persist(
    (set) => ({
      drafts: {},
      keep: (id, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } })),
      forget: (id) => set(({ drafts: { [id]: _gone, ...drafts } }) => ({ drafts })),
    }),
    { name: 'enfoads.draft.brands', version: 1, storage: session(), partialize: ({ drafts }) => ({ drafts }) },
  ),
);
