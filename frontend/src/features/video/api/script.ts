/** Scripts: how long they are, and written from a few facts. */
import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';

export type MagicScriptRequest = Schemas['MagicScriptRequest'];
export const STRUCTURES = ['hook', 'pas', 'aida', 'testimonial'] as const;
export type Structure = (typeof STRUCTURES)[number];
export const GOALS = ['launch', 'sale', 'testimonial', 'food', 'seasonal', 'event', 'awareness', 'catalog'] as const;
export type Goal = (typeof GOALS)[number];
export type WrittenScript = Schemas['MagicScript'];

/** How long a voice takes for these words. The same words always take the same. */
export const scriptLength = (body: Schemas['ScriptLengthRequest']) =>
  queryOptions({
    queryKey: [...keys.scripts, body],
    queryFn: ({ signal }) => take(api().POST('/script-length', { body, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false, // what cannot be said now is asked again with the next word
    placeholderData: keepPreviousData,
  });

export const useMagicScript = () =>
  useMutation({ mutationFn: (body: MagicScriptRequest) => take(api().POST('/magic-script', { body })) });
