/** Putting voices in order. */
import type { TKey } from '@/i18n';
import { homeRegion } from '@/i18n/format';
import type { Voice } from '../api/voices';
import type { SpokenLanguage } from './draft';

interface Group {
  language: SpokenLanguage;
  /** As the studio calls it; "": it says nothing of it. */
  accent: string;
  voices: Voice[];
}

const LANGUAGES: readonly SpokenLanguage[] = ['es', 'en'];
const AT_HOME: Record<string, string> = { ES: 'Spain', GB: 'United Kingdom', IE: 'United Kingdom' };
const LATIN = 'Latin America';

/** The accent that whoever sits at this browser expects of a language. */
export const homeAccent = (language: string): string =>
  AT_HOME[homeRegion(language)] ?? (language === 'es' ? LATIN : 'United States');

/** Each voice under its own language and accent: the script's language and the reader's accent first, drafts last. */
export function grouped(voices: readonly Voice[], first: string): Group[] {
  const late = ({ language, accent }: Group) =>
    (language === first ? 0 : 4) + (accent === homeAccent(language) ? 0 : accent ? 1 : 2);
  return LANGUAGES.flatMap((language) => {
    const own = voices.filter((voice) => voice.languages[0] === language);
    return [...new Set(own.map(({ accent }) => accent))].map((accent) => ({
      language,
      accent,
      voices: own
        .filter((voice) => voice.accent === accent)
        .toSorted((one, other) => Number(one.draft) - Number(other.draft)),
    }));
  }).toSorted((one, other) => late(one) - late(other));
}

/** The one that "" stands for: of the reader's accent and the presenter's gender, as far as there is one. */
export function bestVoice(voices: readonly Voice[], language: string, gender?: string | null): Voice | undefined {
  const home = homeAccent(language);
  const good = voices.filter((one) => one.installed && one.languages[0] === language && !one.draft);
  return (
    good.find((one) => one.accent === home && one.gender === gender) ??
    good.find((one) => one.gender === gender) ??
    good.find((one) => one.accent === home) ??
    good[0] ??
    voices.find((voice) => voice.installed && voice.languages.some((one) => one === language))
  );
}

/** How the accents that the studio knows are called on the page; another is shown as it comes. */
export const ACCENTS: Record<string, TKey> = {
  [LATIN]: 'video.accent.latin',
  Spain: 'video.accent.spain',
  'United States': 'video.accent.us',
  'United Kingdom': 'video.accent.uk',
};
