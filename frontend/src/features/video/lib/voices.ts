/** Putting voices in order. */
import type { TKey } from '@/i18n';
import type { Voice } from '../api/voices';
import type { SpokenLanguage } from './draft';

interface Group {
  language: SpokenLanguage;
  voices: Voice[];
}

const LANGUAGES: readonly SpokenLanguage[] = ['es', 'en'];

/** Each voice under its own language, the script's first; drafts are last. */
export function byLanguage(voices: readonly Voice[], first: string): Group[] {
  return LANGUAGES.toSorted((one, other) => Number(other === first) - Number(one === first))
    .map((language) => ({
      language,
      voices: voices
        .filter((voice) => voice.languages[0] === language)
        .toSorted((one, other) => Number(one.draft) - Number(other.draft)),
    }))
    .filter((group) => group.voices.length > 0);
}

/** The one that "" stands for, as far as the page can tell; `gender`: the presenter's. */
export const bestVoice = (voices: readonly Voice[], language: string, gender?: string | null): Voice | undefined =>
  voices.find((one) => one.installed && one.languages[0] === language && !one.draft && one.gender === gender) ??
  voices.find((voice) => voice.installed && voice.languages[0] === language && !voice.draft) ??
  voices.find((voice) => voice.installed && voice.languages.some((one) => one === language));

/** How the accents that the studio knows are called on the page; another is shown as it comes. */
export const ACCENTS: Record<string, TKey> = {
  'Latin America': 'video.accent.latin',
  Spain: 'video.accent.spain',
  'United States': 'video.accent.us',
  'United Kingdom': 'video.accent.uk',
};
