import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SliderField } from '@/components/ui/slider-field';
import { useFormat } from '@/i18n/format';
import { useScriptLength } from '../hooks/use-script-length';
import { useVideo } from '../store/draft';
import { RecordingField } from './recording-field';
import { VoicePicker } from './voice-picker';

interface Props {
  problem: (...fields: string[]) => string | undefined;
}

/** Who is heard: a voice and its speed, or the person's own recording. */
export function VoicePanel({ problem }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const draft = useVideo((state) => state.draft);
  const { change } = useVideo.getState();
  const language = useScriptLength(draft).language ?? 'es';
  const own = draft.way === 'presenter' && draft.recording !== null;
  const field = useRef<HTMLDivElement>(null);
  const before = useRef(own);
  useEffect(() => {
    // The list of voices is gone, and the page with it: what was just recorded stays in sight.
    if (own && !before.current) field.current?.scrollIntoView({ block: 'center' });
    before.current = own;
  }, [own]);
  return (
    <>
      {!own && (
        <>
          <VoicePicker value={draft.voiceId} language={language} error={problem('voice_id')} onChange={chooseVoice} />
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
        <div ref={field}>
          <RecordingField
            value={draft.recording}
            script={draft.script}
            error={problem('audio_asset_id')}
            onChange={(recording) => change({ recording })}
          />
        </div>
      )}
    </>
  );
}

const chooseVoice = (voiceId: string) => useVideo.getState().change({ voiceId });
