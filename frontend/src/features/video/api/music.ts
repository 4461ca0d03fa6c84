import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';

/** The built-in music, which comes with the studio. */
export const musicOptions = queryOptions({
  queryKey: keys.music,
  queryFn: async ({ signal }) => (await take(api().GET('/music', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});
