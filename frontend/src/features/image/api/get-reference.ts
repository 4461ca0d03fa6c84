/** The asset a picture started from, for its size and to see whether the library still has it. */
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { ApiError } from '@/services/errors';
import { keys } from '@/services/query-client';
import type { Reference } from '../lib/draft';

export const referenceOptions = (id: string) =>
  queryOptions({
    queryKey: [...keys.assets, 'one', id],
    queryFn: ({ signal }) => take(api().GET('/api/assets/{asset_id}', { params: { path: { asset_id: id } }, signal })),
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError),
  });

/** Null for what is not a picture. */
export function toReference({ id, type, width, height }: Schemas['Asset']): Reference | null {
  return type === 'image' && width && height ? { assetId: id, width, height } : null;
}
