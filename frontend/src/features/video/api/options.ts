import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';

/** What a video may be: platforms with their safe zones, fonts that are installed. */
export const videoOptions = queryOptions({
  queryKey: keys.videoOptions,
  queryFn: ({ signal }) => take(api().GET('/video-options', { signal })),
  staleTime: 5 * 60_000,
});
