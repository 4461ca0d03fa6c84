/** How the person wants words treated, and the last time somebody else rewrote theirs. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { local } from '@/services/storage';
import type { Words } from '../lib/magic';

/** One rewriting of the prompt, which can be taken back and brought back. */
export interface Turn {
  before: Words;
  after: Words;
  engine: 'styles' | 'llm';
  undone: boolean;
}

interface WordsStore {
  /** "Improve" weaves in the default brand. */
  withBrand: boolean;
  /** "Improve" asks the language model instead of the studio's styles. */
  withModel: boolean;
  /** Spanish is put into English for checkpoints that read nothing else. */
  translate: boolean;
  /** A translation put right by hand; it holds for these words only. */
  edited: { source: string; text: string } | null;
  turn: Turn | null;
  set: (fields: Partial<Omit<WordsStore, 'set'>>) => void;
}

export const useWords = create<WordsStore>()(
  persist((set) => ({ withBrand: true, withModel: false, translate: true, edited: null, turn: null, set }), {
    name: 'enfoads.words',
    version: 1,
    storage: local(),
    partialize: ({ withBrand, withModel, translate, edited }) => ({ withBrand, withModel, translate, edited }),
  }),
);
