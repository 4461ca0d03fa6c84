/** The library's search, filters and order, as they stand in the address bar. */

export const TYPES = ['image', 'video', 'audio'] as const;
export const PERIODS = ['today', 'week', 'month'] as const;
export type AssetType = (typeof TYPES)[number];
export type Period = (typeof PERIODS)[number];

export interface LibraryFilters {
  q: string;
  type: AssetType | null;
  favorite: boolean;
  period: Period | null;
  sort: 'newest' | 'oldest';
}

export const NO_FILTERS: LibraryFilters = { q: '', type: null, favorite: false, period: null, sort: 'newest' };

const oneOf = <T extends string>(choices: readonly T[], value: string | null): T | null =>
  choices.find((choice) => choice === value) ?? null;

/** Reads the filters; anything unknown in the address counts as not set. */
export function readFilters(params: URLSearchParams): LibraryFilters {
  return {
    q: params.get('q')?.slice(0, 200) ?? '',
    type: oneOf(TYPES, params.get('type')),
    favorite: params.get('favorite') === '1',
    period: oneOf(PERIODS, params.get('period')),
    sort: params.get('sort') === 'oldest' ? 'oldest' : 'newest',
  };
}

/** The address with these filters; other parameters (the open tab, the open asset) stay. Defaults are left out. */
export function writeFilters(params: URLSearchParams, filters: LibraryFilters): URLSearchParams {
  const next = new URLSearchParams(params);
  const values: Record<keyof LibraryFilters, string> = {
    q: filters.q,
    type: filters.type ?? '',
    favorite: filters.favorite ? '1' : '',
    period: filters.period ?? '',
    sort: filters.sort === 'oldest' ? 'oldest' : '',
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export const isFiltered = ({ q, type, favorite, period }: LibraryFilters) =>
  q.trim() !== '' || type !== null || favorite || period !== null;

const DAYS: Record<Period, number> = { today: 0, week: 6, month: 29 };

/** The start of a period, at local midnight, so that it does not change with every look at the clock. */
export function sinceOf(period: Period, now = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[period]).toISOString();
}

/** The query of `GET /api/assets` for these filters. */
export function toQuery(filters: LibraryFilters, now = new Date()) {
  return {
    q: filters.q.trim() || undefined,
    type: filters.type ?? undefined,
    favorite: filters.favorite || undefined,
    since: filters.period ? sinceOf(filters.period, now) : undefined,
    sort: filters.sort,
  };
}
