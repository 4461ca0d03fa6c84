/** The prompts a person has used, newest first (UX-11). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local } from '@/services/storage';

const MOST = 50;

interface PromptHistory {
  prompts: readonly string[];
  note: (prompt: string) => void;
  clear: () => void;
}

export const usePromptHistory = create<PromptHistory>()(
  persist(
    (set) => ({
      prompts: [],
      note: (prompt) =>
        set(({ prompts }) => ({ prompts: [prompt, ...prompts.filter((other) => other !== prompt)].slice(0, MOST) })),
      clear: () => set({ prompts: [] }),
    }),
    { name: 'enfoads.prompts', version: 1, storage: local(), partialize: ({ prompts }) => ({ prompts }) },
  ),
);
