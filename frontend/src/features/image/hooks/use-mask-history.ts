/** Undo and redo of what is painted over the reference. What was undone is forgotten with the next stroke. */
import { useState } from 'react';
import { type MaskEdit, paintsAnything } from '../lib/mask';
import { useDraft } from '../store/draft';

export interface MaskHistory {
  add: (edit: MaskEdit) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** There is paint to be cleared. */
  painted: boolean;
}

export function useMaskHistory(): MaskHistory {
  const mask = useDraft((state) => state.draft.mask);
  const change = useDraft((state) => state.change);
  const [undone, setUndone] = useState<readonly MaskEdit[]>([]);
  const last = mask.at(-1);
  const next = undone.at(-1);
  return {
    add: (edit) => {
      setUndone([]);
      // Read anew: two strokes may end before the page is drawn again.
      change({ mask: [...useDraft.getState().draft.mask, edit] });
    },
    undo: () => {
      if (!last) return;
      setUndone([...undone, last]);
      change({ mask: mask.slice(0, -1) });
    },
    redo: () => {
      if (!next) return;
      setUndone(undone.slice(0, -1));
      change({ mask: [...mask, next] });
    },
    canUndo: last !== undefined,
    canRedo: next !== undefined,
    painted: paintsAnything(mask),
  };
}
