/** Web storage that never throws: it may be blocked, full or hold something else. */
import { createJSONStorage, type StateStorage } from 'zustand/middleware';

type Kind = 'localStorage' | 'sessionStorage';

const attempt = <R>(work: () => R, otherwise: R): R => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const guarded = (kind: Kind): StateStorage => ({
  getItem: (name) => attempt(() => window[kind].getItem(name), null),
  setItem: (name, value) => attempt(() => window[kind].setItem(name, value), undefined),
  removeItem: (name) => attempt(() => window[kind].removeItem(name), undefined),
});

/** For Zustand's `persist`: kept over reload and restart. */
export const local = <S>() => createJSONStorage<S>(() => guarded('localStorage'));
/** The same for one tab. */
export const session = <S>() => createJSONStorage<S>(() => guarded('sessionStorage'));

interface Kept {
  persist: { getOptions: () => { name?: string }; rehydrate: () => void | Promise<void> };
}

/** Two tabs keep one draft: the one nobody types in takes over what the other wrote, instead of writing over it later. */
export function followOtherTabs({ persist }: Kept): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === persist.getOptions().name && !document.hasFocus()) void persist.rehydrate();
  });
}
