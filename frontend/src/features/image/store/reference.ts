/** A reference picture on its way into the library, and the editor over it. Leaving the tab stops neither. */
import { create } from 'zustand';
import type { Schemas } from '@/services/api';
import { type FileProblem, fileProblem } from '@/services/picture-files';
import type { UploadOptions } from '@/services/upload';
import { toReference } from '../api/get-reference';
import { type Reference, withReference } from '../lib/draft';
import { useDraft } from './draft';

export type ReferenceProblem = { kind: FileProblem } | { kind: 'studio'; error: Error };
export type SendPicture = (file: File, options: UploadOptions) => Promise<Schemas['Asset']>;
export type EditorMode = 'paint' | 'widen';

interface ReferenceStore {
  /** `sent` from 0 to 1; at 1 the studio is checking the picture. */
  upload: { name: string; sent: number } | null;
  problem: { name: string; reason: ReferenceProblem } | null;
  editing: EditorMode | null;
  /** Checks a file, sends it and makes it the reference; the one before is replaced when the new one is there. */
  take: (file: File, maxBytes: number, send: SendPicture) => Promise<void>;
  cancel: () => void;
  dismiss: () => void;
  edit: (mode: EditorMode | null) => void;
}

let running: AbortController | null = null;

export const useReference = create<ReferenceStore>()((set, get) => ({
  upload: null,
  problem: null,
  editing: null,
  take: async (file, maxBytes, send) => {
    get().cancel();
    const found = fileProblem(file, maxBytes);
    if (found) return set({ problem: { name: file.name, reason: { kind: found } } });
    const abort = new AbortController();
    running = abort;
    set({ upload: { name: file.name, sent: 0 }, problem: null });
    try {
      const onProgress = (sent: number) => !abort.signal.aborted && set({ upload: { name: file.name, sent } });
      const asset = await send(file, { signal: abort.signal, onProgress });
      if (!abort.signal.aborted) setReference(toReference(asset));
    } catch (error) {
      if (abort.signal.aborted) return;
      set({ problem: { name: file.name, reason: { kind: 'studio', error: error as Error } } });
    } finally {
      if (running === abort) set({ upload: null });
    }
  },
  cancel: () => {
    running?.abort();
    running = null;
    set({ upload: null, problem: null });
  },
  dismiss: () => set({ problem: null }),
  edit: (editing) => set({ editing }),
}));

export function setReference(reference: Reference | null): void {
  const { draft, replace } = useDraft.getState();
  replace(withReference(draft, reference));
}

/** A finished picture as the reference. Without words of its own the draft takes those it was made from. */
export function startFrom(asset: Schemas['Asset']): boolean {
  const reference = toReference(asset);
  if (!reference) return false;
  setReference(reference);
  const { draft, change } = useDraft.getState();
  if (draft.prompt.trim() === '') change({ prompt: asset.prompt });
  return true;
}
