/** When the item that has the focus leaves the sheet (deleted, filtered out), the one in its place takes the keyboard. */
import { type FocusEvent, useEffect, useRef } from 'react';

/** The id of the asset whose place on the sheet an element belongs to. */
export const assetOf = (element: Element | null): string | undefined =>
  element?.closest('li')?.querySelector<HTMLElement>('[data-asset]')?.dataset.asset;

/** Returns the `onFocus` of the sheet. */
export function useKeptFocus(assets: readonly { id: string }[], focusItem: (index: number) => void) {
  const focused = useRef<string | undefined>(undefined);
  const before = useRef(assets);
  useEffect(() => {
    const place = before.current.findIndex(({ id }) => id === focused.current);
    const gone = place !== -1 && !assets.some(({ id }) => id === focused.current);
    before.current = assets;
    // Somewhere else by now, in the viewer for instance: leave it there.
    if (!gone || document.activeElement !== document.body) return;
    focusItem(Math.min(place, assets.length - 1));
  }, [assets, focusItem]);
  return (event: FocusEvent) => {
    focused.current = assetOf(event.target);
  };
}
