/** Alt+↑ and Alt+↓ in the prompt box walk through earlier prompts; the text that was there waits at the near end. */
import { type KeyboardEvent, useRef } from 'react';
import { usePromptHistory } from '../store/prompt-history';

export function useHistoryWalk(prompt: string, setPrompt: (prompt: string) => void): (event: KeyboardEvent) => void {
  const prompts = usePromptHistory((state) => state.prompts);
  /** -1: the text being written; 0: the newest of the history. */
  const place = useRef({ index: -1, written: '' });
  return (event) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    // Edited since the last step: that text is what is being written now.
    if (prompt !== at(place.current.index, place.current.written, prompts)) {
      place.current = { index: -1, written: prompt };
    }
    const start = place.current.index === -1 && step === 1 && prompts[0] === prompt ? 0 : place.current.index;
    const index = start + step;
    if (index < -1 || index >= prompts.length) return;
    if (place.current.index === -1) place.current.written = prompt;
    place.current.index = index;
    setPrompt(at(index, place.current.written, prompts));
  };
}

const at = (index: number, written: string, prompts: readonly string[]) =>
  index === -1 ? written : (prompts[index] ?? written);
