/** What each folded part of the form is set to, in a few words. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAvatars } from '../api/avatars';
import { musicOptions } from '../api/music';
import { useVoices } from '../api/voices';
import { useBestVoice } from '../hooks/use-best-voice';
import { useScriptLength } from '../hooks/use-script-length';
import { useSurroundings } from '../lib/surroundings';
import { type Part, useVideo } from '../store/draft';

export function useSummary(part: Part): string {
  const { t, i18n } = useTranslation();
  const draft = useVideo((state) => state.draft);
  const { presenter, voiceId, recording, way, captions, music, brand, ending } = draft;
  const language = useScriptLength(draft).language ?? 'es';
  const avatars = useAvatars().data ?? [];
  const voices = useVoices().data ?? [];
  const best = useBestVoice(language);
  const beds = useQuery(musicOptions).data ?? [];
  const { brands } = useSurroundings();
  const bed = beds.find(({ id }) => id === music.bed);
  const named = brands.find((one) => (brand === true ? one.default : one.id === brand));
  const summaries: Record<Part, string> = {
    presenter: (avatars.find(({ id }) => id === presenter.avatarId) ?? avatars[0])?.name ?? '',
    voice:
      way === 'presenter' && recording
        ? t('video.recording')
        : ((voices.find(({ id }) => id === voiceId) ?? best)?.name ?? ''),
    captions: t(`video.captions.style.${captions.style}`),
    music: music.asset?.name || (bed ? (i18n.language === 'es' ? bed.name_es : bed.name) : t('video.music.none')),
    ending: [named?.name, ending.on && t('video.ending')].filter(Boolean).join(' · ') || t('video.brand.none'),
  };
  return summaries[part];
}
