/** The selection of a list of assets, with its keys: Ctrl/Cmd+A takes all that is loaded, Esc lets go. */
import { useMemo, useReducer } from 'react';
import { useHotkey } from '@/services/hotkeys';
import type { Asset } from '../api/list-assets';
import type { Selectable } from '../components/asset-proof';
import { NOTHING, selectionReducer } from '../lib/selection';

interface SelectionState {
  selected: Asset[];
  selectable: (asset: Asset) => Selectable;
  all: () => void;
  clear: () => void;
}

/** `enabled` is false while something else (the viewer) has the keyboard. */
export function useSelection(assets: Asset[], enabled: boolean): SelectionState {
  const [state, dispatch] = useReducer(selectionReducer, NOTHING);
  const order = useMemo(() => assets.map(({ id }) => id), [assets]);
  // Whatever left the list (deleted, filtered out) is not selected any more, wherever it went.
  const { ids } = selectionReducer(state, { type: 'keep', order });
  const selected = assets.filter(({ id }) => ids.has(id));

  const all = () => dispatch({ type: 'all', order });
  const clear = () => dispatch({ type: 'clear' });
  useHotkey({ keys: 'mod+a', label: 'keys.selectAll', group: 'keys.group.sheet' }, all, enabled && order.length > 0);
  useHotkey(
    { keys: 'Escape', label: 'keys.clearSelection', group: 'keys.group.sheet' },
    clear,
    enabled && selected.length > 0,
  );

  const selectable = ({ id }: Asset): Selectable => ({
    selected: ids.has(id),
    selecting: selected.length > 0,
    onSelect: (range) => dispatch(range ? { type: 'range', id, order } : { type: 'toggle', id }),
  });
  return { selected, selectable, all, clear };
}
