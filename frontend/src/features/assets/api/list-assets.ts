import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { type LibraryFilters, toQuery } from '../lib/library-filters';

export type Asset = Schemas['Asset'];
export type AssetPages = { pages: Schemas['AssetList'][]; pageParams: { cursor?: string }[] };

/** Prefix of every paged list of assets: what a change to an asset has to reach. */
export const ASSET_LISTS = [...keys.assets, 'list'] as const;

const PAGE = 60;

/** The library page by page, newest first unless told otherwise. */
export function assetListOptions(filters: LibraryFilters, limit = PAGE) {
  const query = toQuery(filters);
  return infiniteQueryOptions({
    queryKey: [...ASSET_LISTS, { ...query, limit }],
    queryFn: ({ pageParam, signal }) =>
      take(api().GET('/api/assets', { params: { query: { ...query, limit, ...pageParam } }, signal })),
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: ({ next_cursor }) => (next_cursor ? { cursor: next_cursor } : null),
  });
}

export const useAssets = (filters: LibraryFilters, limit?: number) =>
  useInfiniteQuery(assetListOptions(filters, limit));
