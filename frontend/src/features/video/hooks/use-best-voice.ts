/** The voice that speaks when none is chosen: of the script's language, and of its first presenter's gender. */
import { useAvatars } from '../api/avatars';
import { useVoices, type Voice } from '../api/voices';
import { bestVoice } from '../lib/voices';
import { useVideo } from '../store/draft';

export function useBestVoice(language: string): Voice | undefined {
  const avatarId = useVideo(({ draft }) => {
    const shown = draft.way === 'presenter' ? [draft.presenter] : draft.scenes.map(({ visual }) => visual);
    return shown.find(({ kind }) => kind === 'avatar')?.avatarId;
  });
  const avatars = useAvatars().data ?? [];
  const voices = useVoices().data ?? [];
  const avatar = avatarId === '' ? avatars[0] : avatars.find(({ id }) => id === avatarId);
  return bestVoice(voices, language, avatar?.gender);
}
