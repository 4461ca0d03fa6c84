import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';

export type Voice = Schemas['Voice'];

/** The voices of the studio, the best of each language first. They change when a model is installed. */
const voicesOptions = queryOptions({
  queryKey: [...keys.models, 'voices'],
  queryFn: async ({ signal }) => (await take(api().GET('/voices', { signal }))).items,
  staleTime: 5 * 60_000,
});

export const useVoices = () => useQuery(voicesOptions);
