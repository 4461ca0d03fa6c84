/** Prompt presets by ad goal: a treatment added to the person's own words, never put in their place. */

/** Ids of the presets; each has a name, an example subject and a treatment in the texts. */
export const GOALS = ['launch', 'sale', 'testimonial', 'food', 'seasonal', 'event'] as const;
export type Goal = (typeof GOALS)[number];

export interface PresetText {
  /** What an empty prompt starts with: a subject to replace. */
  subject: string;
  treatment: string;
}

export const hasPreset = (prompt: string, preset: PresetText) => prompt.includes(preset.treatment);

/** Adds the treatment after what is there (or after the example subject), or takes it out again. */
export function togglePreset(prompt: string, preset: PresetText): string {
  if (hasPreset(prompt, preset)) return removePart(prompt, preset.treatment);
  const words = prompt.trim().replace(/[,.;\s]+$/, '');
  return `${words || preset.subject}, ${preset.treatment}`;
}

function removePart(prompt: string, part: string): string {
  const at = prompt.indexOf(part);
  const before = prompt.slice(0, at).replace(/[,\s]+$/, '');
  const after = prompt.slice(at + part.length).replace(/^[,\s]+/, '');
  return [before, after].filter(Boolean).join(', ');
}
