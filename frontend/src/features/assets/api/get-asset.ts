import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';

/** One asset, for an address that names it before any list has it. */
export const assetOptions = (id: string) =>
  queryOptions({
    queryKey: [...keys.assets, 'one', id],
    queryFn: ({ signal }) => take(api().GET('/api/assets/{asset_id}', { params: { path: { asset_id: id } }, signal })),
  });
