/** Which assets are selected, and from where a range starts. Pure: the component keeps the state. */

export interface Selection {
  ids: ReadonlySet<string>;
  /** The asset a Shift selection starts from: the last one touched. */
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export type SelectionAction =
  | { type: 'toggle'; id: string }
  | { type: 'range'; id: string; order: readonly string[] }
  | { type: 'all'; order: readonly string[] }
  | { type: 'clear' }
  /** Forget assets that are gone: deleted, or no longer in the list. */
  | { type: 'keep'; order: readonly string[] };

export function selectionReducer(state: Selection, action: SelectionAction): Selection {
  switch (action.type) {
    case 'toggle':
      return { ids: toggled(state.ids, action.id), anchor: action.id };
    case 'range':
      return { ids: new Set([...state.ids, ...between(state.anchor, action.id, action.order)]), anchor: action.id };
    case 'all':
      return { ids: new Set(action.order), anchor: state.anchor };
    case 'clear':
      return NOTHING;
    case 'keep':
      return kept(state, action.order);
  }
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The ids from one to the other, in the order of the list; only the second when the first is not there. */
function between(from: string | null, to: string, order: readonly string[]): readonly string[] {
  const start = from === null ? -1 : order.indexOf(from);
  const end = order.indexOf(to);
  if (start === -1 || end === -1) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

function kept(state: Selection, order: readonly string[]): Selection {
  const there = new Set(order);
  const ids = [...state.ids].filter((id) => there.has(id));
  return ids.length === state.ids.size ? state : { ids: new Set(ids), anchor: state.anchor };
}
