import { useTranslation } from 'react-i18next';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import { useVideo } from '../store/draft';
import { RecordingField } from './recording-field';
import { VoicePicker } from './voice-picker';

interface Props {
  /** Of the script, as the studio found it. */
  language: string;
  problem: (...fields: string[]) => string | undefined;
}

/** Who is heard: a voice and its speed, or the person's own recording. */
export function VoicePanel({ language, problem }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, change } = useVideo();
  const own = draft.way === 'presenter' && draft.recording !== null;
  return (
    <>
      {!own && (
        <>
          <VoicePicker
            value={draft.voiceId}
            language={language}
            error={problem('voice_id')}
            onChange={(voiceId) => change({ voiceId })}
          />
          <SliderField
            label={t('video.speed')}
            text={(value) => `${format.number(value, 2)}×`}
            min={0.5}
            max={2}
            step={0.05}
            value={draft.speed}
            onChange={(speed) => change({ speed })}
          />
        </>
      )}
      {draft.way === 'presenter' && (
        <RecordingField
          value={draft.recording}
          script={draft.script}
          error={problem('audio_asset_id')}
          onChange={(recording) => change({ recording })}
        />
      )}
    </>
  );
}
