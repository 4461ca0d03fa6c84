/** "Improve": the prompt rewritten, with one step back and forth. Needs no worker, so a busy studio answers too. */
import { useEffect, useRef } from 'react';
import { useMagicRequest } from '../api/words';
import { focusPrompt, PROMPT_ID } from '../components/prompt-box';
import { type Words, withWritten, wordsOf } from '../lib/magic';
import { replaceText } from '../lib/replace-text';
import type { StudioFacts } from '../lib/studio-facts';
import { useDraft } from '../store/draft';
import { type Turn, useWords } from '../store/words';
import type { ImageModel } from './use-image-models';

export interface MagicPrompt {
  run: () => void;
  pending: boolean;
  error: Error | null;
  /** The last rewriting, while its words are still what it was about. */
  turn: Turn | null;
  undo: () => void;
  redo: () => void;
}

export function useMagicPrompt(model: ImageModel, facts: StudioFacts): MagicPrompt {
  const prompt = useDraft((state) => state.draft.prompt);
  const { withBrand, withModel, turn, set } = useWords();
  const { mutate, reset, isPending, error } = useMagicRequest();
  const waiting = useRef<AbortController | null>(null);

  // Whoever writes on does not want their words replaced by an answer to the earlier ones.
  useEffect(() => {
    waiting.current?.abort();
    waiting.current = null;
    reset();
    followFieldUndo(prompt);
  }, [prompt, reset]);

  const run = () => {
    const before = wordsOf(useDraft.getState().draft);
    if (before.prompt.trim() === '') return focusPrompt();
    const abort = new AbortController();
    waiting.current = abort;
    const body = {
      prompt: before.prompt.trim(),
      brand: withBrand && facts.brand !== null,
      engine: withModel && facts.languageModel !== null ? ('llm' as const) : ('styles' as const),
      ...(before.style !== null && { style: before.style }),
    };
    mutate(
      { body, signal: abort.signal },
      {
        onSuccess: ({ enhanced_prompt, negative_prompt, engine }) => {
          if (abort.signal.aborted) return;
          const written = { prompt: enhanced_prompt, negative: negative_prompt };
          const after = withWritten(before, written, model.can('negative-prompt'));
          putWords(after);
          set({ turn: { before, after, engine, undone: false } });
        },
      },
    );
  };

  return {
    run,
    pending: isPending,
    error: error?.name === 'AbortError' ? null : error,
    turn: turn && holds(turn, prompt) ? turn : null,
    undo: () => {
      if (!turn) return;
      // What was changed since comes back with "redo".
      const after = wordsOf(useDraft.getState().draft);
      putWords(turn.before);
      set({ turn: { ...turn, after, undone: true } });
    },
    redo: () => {
      if (!turn) return;
      putWords(turn.after);
      set({ turn: { ...turn, undone: false } });
    },
  };
}

/** Until the box is emptied, or after an undo something else is written. */
const holds = ({ before, undone }: Turn, prompt: string) => prompt !== '' && (!undone || prompt === before.prompt);

/** Ctrl+Z in the box takes the prompt back (and forth); what changed along with it follows. */
function followFieldUndo(prompt: string): void {
  const { turn, set } = useWords.getState();
  if (!turn || turn.before.prompt === turn.after.prompt) return;
  const back = !turn.undone && prompt === turn.before.prompt;
  const forth = turn.undone && prompt === turn.after.prompt;
  if (!back && !forth) return;
  useDraft.getState().change(back ? turn.before : turn.after);
  set({ turn: { ...turn, undone: back } });
}

function putWords(words: Words): void {
  replaceText(document.getElementById(PROMPT_ID), words.prompt);
  useDraft.getState().change(words);
}
