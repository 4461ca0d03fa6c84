import { ActionIcon } from '@mantine/core';
import { CircleAlert, Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleAddress } from '../api/samples';
import { stopPlaying, togglePlaying, usePlaying } from '../store/playing';

interface Props {
  id: string;
  url: string;
  /** Of the voice or the music. */
  name: string;
}

/** Plays a short sound, or stops it. Only one plays at a time. */
export function PlayButton({ id, url, name }: Props) {
  const { t } = useTranslation();
  const state = usePlaying((playing) => (playing.id === id ? playing.state : null));
  // What is no longer on the page is no longer heard.
  useEffect(() => () => void (usePlaying.getState().id === id && stopPlaying()), [id]);
  const on = state === 'playing';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={state === 'loading'}
      aria-label={t(on ? 'video.play.stop' : state === 'failed' ? 'video.play.failed' : 'video.play', { name })}
      title={state === 'failed' ? t('video.play.failed', { name }) : undefined}
      onClick={() => void togglePlaying(id, () => sampleAddress(url))}
    >
      {on ? <Square /> : state === 'failed' ? <CircleAlert /> : <Play />}
    </ActionIcon>
  );
}
