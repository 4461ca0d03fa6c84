/** Pressing "Generate": checks the prompt, remembers it, sends the request. */
import { useRef, useState } from 'react';
import type { Schemas } from '@/services/api';
import { newRequest, useCreateImage } from '../api/create-image';
import { focusPrompt } from '../components/prompt-box';
import { draftSize, type ImageDraft, type ImageFields, toFields } from '../lib/draft';
import { maskImage } from '../lib/mask-image';
import type { Size } from '../lib/sizes';
import { useDraft } from '../store/draft';
import { usePromptHistory } from '../store/prompt-history';
import type { ImageModel } from './use-image-models';
import { useSentWords } from './use-prompt-translation';

export interface Generate {
  /** From the draft as it stands. */
  start: () => void;
  /** The same request again after it could not be sent. */
  again: () => void;
  /** Other fields than the draft's: a failed job at a lower size. */
  send: (fields: ImageFields, frame: Size) => void;
  sending: boolean;
  /** Somebody tried without writing anything. */
  promptMissing: boolean;
  /** The request never became a job. */
  error: Error | null;
}

export function useGenerate(model: ImageModel | undefined, onAccepted: (job: Schemas['Job']) => void): Generate {
  const draft = useDraft((state) => state.draft);
  const note = usePromptHistory((state) => state.note);
  const [tried, setTried] = useState(false);
  const create = useCreateImage(onAccepted);
  const sentWords = useSentWords(model);
  const waiting = useRef(false);
  const empty = draft.prompt.trim() === '';

  const send = (fields: ImageFields, frame: Size) => create.mutate(newRequest(fields, frame));
  const start = () => {
    setTried(empty);
    if (empty) return focusPrompt();
    if (!model) return;
    const words = sentWords();
    if (!(words instanceof Promise)) return accept(model, { ...draft, ...words });
    if (waiting.current) return; // the second press of a double click
    waiting.current = true;
    void words.then((settled) => {
      waiting.current = false;
      accept(model, { ...draft, ...settled });
    });
  };
  const accept = ({ limits }: ImageModel, settled: ImageDraft) => {
    note(draft.prompt.trim());
    const fields = toFields(settled, limits, maskOf(settled));
    create.mutate(newRequest(fields, draftSize(settled, limits), settled.mask));
  };
  return {
    start,
    // The same id: if the studio did take it and only the answer got lost, there is still one job.
    again: () => create.variables && create.mutate(create.variables),
    send,
    sending: create.isPending,
    promptMissing: tried && empty,
    error: create.error,
  };
}

const maskOf = ({ reference, mask }: ImageDraft): string | undefined =>
  (reference && maskImage(mask, reference)) ?? undefined;
