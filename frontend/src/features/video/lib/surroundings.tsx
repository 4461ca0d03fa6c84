/** What the tab uses of other features. The page brings it, because no feature imports another. */
import { createContext, type ReactNode, useContext } from 'react';
import type { Schemas } from '@/services/api';

type Asset = Schemas['Asset'];

export interface BrandOption {
  id: string;
  name: string;
  default: boolean;
  cta: string;
}

export interface Surroundings {
  /** Opens the library to choose one item of these kinds. */
  pick: (kinds: Item['type'][], title: string, onPick: (asset: Asset) => void) => void;
  /** Puts a file into the library. Raises ApiError, BackendUnreachable, or an AbortError. */
  upload: (file: File, options: { signal?: AbortSignal; onProgress?: (sent: number) => void }) => Promise<Asset>;
  brands: BrandOption[];
  /** An image model is there to draw a scene from words. */
  draws: boolean;
  /** Name of the language model that may write scripts; null: none is set. */
  languageModel: string | null;
}

type Item = { type: 'image' | 'video' | 'audio' };

const Context = createContext<Surroundings | null>(null);

export const SurroundingsProvider = ({ value, children }: { value: Surroundings; children: ReactNode }) => (
  <Context value={value}>{children}</Context>
);

export function useSurroundings(): Surroundings {
  const value = useContext(Context);
  if (!value) throw new Error('the video tab stands outside its page');
  return value;
}
