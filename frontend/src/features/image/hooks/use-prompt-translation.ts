/** What will be sent in place of a Spanish prompt, shown before it is: nothing is translated unseen. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Translation, translationOptions } from '../api/words';
import type { ImageDraft } from '../lib/draft';
import { readsOnlyEnglish } from '../lib/translation';
import { useDraft } from '../store/draft';
import { useWords } from '../store/words';
import type { ImageModel } from './use-image-models';

const PAUSE_MS = 350; // between the last key and the question

export type PromptTranslation =
  /** The model reads the prompt as it is, or nobody knows yet. */
  | { state: 'none' }
  /** The person wants the words sent as they are. */
  | { state: 'off' }
  | { state: 'shown'; translation: Translation; edited: string | null }
  | { state: 'failed'; error: Error; retry: () => void };

export function usePromptTranslation(model: ImageModel): PromptTranslation {
  const prompt = useDraft((state) => state.draft.prompt).trim();
  const { translate, edited } = useWords();
  const [settled] = useDebouncedValue(prompt, PAUSE_MS);
  const client = useQueryClient();
  const options = translationOptions(prompt, model.id);
  // What is known already needs no pause: pressing "Generate" in the middle of a pause asks at once.
  const known = client.getQueryData(options.queryKey) !== undefined;
  const wanted = readsOnlyEnglish(model.limits) && prompt !== '';
  const query = useQuery({ ...options, enabled: wanted && (known || settled === prompt) });
  if (!wanted) return { state: 'none' };
  if (query.isError) return { state: 'failed', error: query.error, retry: () => void query.refetch() };
  if (!query.data?.needed) return { state: 'none' };
  if (!translate) return { state: 'off' };
  return { state: 'shown', translation: query.data, edited: edited?.source === prompt ? edited.text : null };
}

type SentWords = Pick<ImageDraft, 'prompt' | 'translate'>;

/**
 * The words to send: as they are, with leave to translate what the page has shown, or the translation put right by
 * hand. A promise only while the studio has not said yet what the translation would be; it never fails.
 */
export function useSentWords(model: ImageModel | undefined): () => SentWords | Promise<SentWords> {
  const client = useQueryClient();
  return () => {
    const { prompt } = useDraft.getState().draft;
    const { translate, edited } = useWords.getState();
    const plain = { prompt, translate: false };
    const words = prompt.trim();
    if (!model || !translate || !readsOnlyEnglish(model.limits)) return plain;
    if (edited?.source === words) return { prompt: edited.text, translate: false };
    const options = translationOptions(words, model.id);
    const decide = ({ needed }: Translation) => ({ prompt, translate: needed });
    const known = client.getQueryData(options.queryKey);
    if (known) return decide(known);
    if (client.getQueryState(options.queryKey)?.status === 'error') return plain; // the page says so
    return client.fetchQuery(options).then(decide, () => plain);
  };
}
