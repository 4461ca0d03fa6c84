import { Button } from '@mantine/core';
import { Mic } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaUrl } from '@/services/media';
import type { Item } from '../lib/draft';
import { roughLength } from '../lib/length';
import { useVideo } from '../store/draft';
import { ItemField } from './item-field';
import classes from './recording-field.module.css';

const RecorderDialog = lazy(async () => ({ default: (await import('./recorder-dialog')).RecorderDialog }));

interface Props {
  value: Item | null;
  /** What is read aloud. */
  script: string;
  error?: string | undefined;
  onChange: (item: Item | null) => void;
}

/** One's own voice in place of a made one: recorded here, or a file. */
export function RecordingField({ value, script, error, onChange }: Props) {
  const { t } = useTranslation();
  const speed = useVideo((state) => state.draft.speed);
  const [open, setOpen] = useState(false);
  const src = useMediaUrl(value?.url);
  return (
    <div className={classes.field}>
      <ItemField
        label={t('video.recording')}
        kinds={['audio']}
        value={value}
        error={error}
        way={
          <Button variant="default" leftSection={<Mic />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t('video.record')}
          </Button>
        }
        onChange={onChange}
      />
      {value && src && (
        // biome-ignore lint/a11y/useMediaCaption: the words stand in the script
        <audio className={classes.player} src={src} controls preload="metadata" aria-label={t('video.record.listen')} />
      )}
      {open && (
        <Suspense>
          <RecorderDialog
            script={script}
            expected={roughLength(script, speed).seconds}
            onRecorded={onChange}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
