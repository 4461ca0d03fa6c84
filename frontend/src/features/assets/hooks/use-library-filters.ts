/** The library's filters, kept in the address bar: a reload and a shared link show the same list. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type LibraryFilters, readFilters, writeFilters } from '../lib/library-filters';

export function useLibraryFilters(): [LibraryFilters, (change: Partial<LibraryFilters>) => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (fields: Partial<LibraryFilters>) =>
      setParams((now) => writeFilters(now, { ...readFilters(now), ...fields }), {
        replace: true,
        preventScrollReset: true,
      }),
    [setParams],
  );
  return [filters, change];
}
