/** A script that was written for somebody, in place of the one before. */
import { NEW_VISUAL, type VideoDraft } from './draft';
import { newScene } from './scenes';

interface WrittenScene {
  narration: string;
  visual_prompt: string;
}

/** For a presenter the words; as scenes a line each, with the picture that was thought of for it where one can be drawn. */
export function withWritten(
  draft: VideoDraft,
  script: string,
  proposed: readonly WrittenScene[],
  draws: boolean,
): VideoDraft {
  const words = script.trim();
  if (draft.way === 'presenter') return { ...draft, script: words, recording: null };
  const lines = words
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const scenes = lines.map((narration, index) => {
    const known = proposed.find((one) => one.narration.trim() === narration) ?? proposed[index];
    const kept = draft.scenes[index]?.visual;
    const drawn =
      draws && known?.visual_prompt ? { ...NEW_VISUAL, kind: 'prompt' as const, prompt: known.visual_prompt } : null;
    return newScene({ narration, visual: kept?.kind === 'asset' ? kept : (drawn ?? kept ?? draft.presenter) });
  });
  return { ...draft, script: words, scenes };
}
