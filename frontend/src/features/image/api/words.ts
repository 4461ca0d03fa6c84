/** Words for pictures: styles, better prompts, and English for checkpoints that read nothing else. */
import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';

export type Style = Schemas['Style'];
export type MagicRequest = Schemas['MagicPromptRequest'];
export type Translation = Schemas['TranslatedPrompt'];

export const stylesOptions = queryOptions({
  queryKey: keys.styles,
  queryFn: async ({ signal }) => (await take(api().GET('/styles', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY, // they come with the studio
});

/** A better prompt from a short one. The signal ends the wait. */
export const useMagicRequest = () =>
  useMutation({
    mutationFn: ({ body, signal }: { body: MagicRequest; signal: AbortSignal }) =>
      take(api().POST('/magic-prompt', { body, signal })),
  });

/** What a prompt becomes for a checkpoint. The same words always become the same. */
export const translationOptions = (prompt: string, model: string) =>
  queryOptions({
    queryKey: [...keys.translations, model, prompt],
    queryFn: ({ signal }) => take(api().POST('/translate-prompt', { body: { prompt, model }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** The same by the language model, on demand: it takes its time. */
export const useModelTranslation = () =>
  useMutation({
    mutationFn: ({ prompt, model }: { prompt: string; model: string }) =>
      take(api().POST('/translate-prompt', { body: { prompt, model, engine: 'llm' } })),
  });
