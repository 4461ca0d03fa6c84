/** The voice that speaks when none is chosen: of the script's language, and of its first presenter's gender. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Avatar, useAvatars } from '../api/avatars';
import { scriptLength } from '../api/script';
import { useVoices, type Voice } from '../api/voices';
import { lengthRequest, type VideoDraft } from '../lib/draft';
import { bestVoice } from '../lib/voices';
import { useVideo } from '../store/draft';

/** null: nobody is seen to speak. */
function speakerOf(draft: VideoDraft): string | null {
  const shown = draft.way === 'presenter' ? [draft.presenter] : draft.scenes.map(({ visual }) => visual);
  return shown.find(({ kind }) => kind === 'avatar')?.avatarId ?? null;
}

const genderOf = (speaker: string | null, avatars: readonly Avatar[]) =>
  (speaker === '' ? avatars[0] : avatars.find(({ id }) => id === speaker))?.gender;

export function useBestVoice(language: string): Voice | undefined {
  const speaker = useVideo(({ draft }) => speakerOf(draft));
  const avatars = useAvatars().data ?? [];
  const voices = useVoices().data ?? [];
  return bestVoice(voices, language, genderOf(speaker, avatars));
}

/** For a draft about to be sent: the voice that was chosen, or the one that the page names as the best. */
export function useVoiceOf(): (draft: VideoDraft) => Promise<string> {
  const client = useQueryClient();
  const avatars = useAvatars().data ?? [];
  const voices = useVoices().data ?? [];
  return async (draft) => {
    if (draft.voiceId || (draft.way === 'presenter' && draft.recording)) return draft.voiceId;
    const language = draft.language ?? (await languageIn(client, draft));
    return (language && bestVoice(voices, language, genderOf(speakerOf(draft), avatars))?.id) || '';
  };
}

/** As the studio read the words, which it mostly has by now; null: it cannot. */
const languageIn = (client: QueryClient, draft: VideoDraft) =>
  client.fetchQuery(scriptLength(lengthRequest(draft))).then(
    ({ language }) => language,
    () => null,
  );
