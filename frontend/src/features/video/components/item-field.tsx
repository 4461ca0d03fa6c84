import { ActionIcon, Button } from '@mantine/core';
import { Film, Images, Music, Upload, X } from 'lucide-react';
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import form from '@/components/ui/form.module.css';
import { ProgressLine } from '@/components/ui/progress-line';
import { useFormat } from '@/i18n/format';
import { useMediaUrl } from '@/services/media';
import type { Item } from '../lib/draft';
import { itemOf } from '../lib/item';
import { useSurroundings } from '../lib/surroundings';
import classes from './item-field.module.css';

interface Props {
  label: string;
  kinds: Item['type'][];
  value: Item | null;
  error?: string | undefined;
  /** Another way to come by one. */
  way?: ReactNode;
  onChange: (item: Item | null) => void;
}

const ACCEPT: Record<Item['type'], string> = {
  image: 'image/png,image/jpeg,image/webp',
  video: 'video/mp4,video/quicktime,video/webm,video/x-matroska',
  audio:
    'audio/mpeg,audio/wav,audio/x-wav,audio/mp4,audio/x-m4a,audio/ogg,audio/webm,audio/flac,.mp3,.wav,.m4a,.ogg,.flac',
};

/** Something of the library, or a file that goes there first. */
export function ItemField({ label, kinds, value, error, way, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pick } = useSurroundings();
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload(onChange);
  const said = error ?? upload.error;
  return (
    <fieldset className={`${form.group} ${classes.field}`}>
      <legend>{label}</legend>
      {value && (
        <div className={classes.item}>
          <ItemPicture item={value} />
          <span className={classes.name}>
            {value.name || t('video.item.untitled')}
            {value.seconds !== null && <span className={classes.seconds}>{format.seconds(value.seconds, 1)}</span>}
          </span>
          <ActionIcon
            variant="subtle"
            aria-label={t('video.item.remove', { name: label })}
            onClick={() => onChange(null)}
          >
            <X />
          </ActionIcon>
        </div>
      )}
      {upload.share !== null && (
        <ProgressLine
          value={upload.share * 100}
          label={t('video.item.sending')}
          text={format.percent(upload.share * 100)}
        />
      )}
      <div className={classes.ways}>
        {way}
        <Button
          variant="default"
          leftSection={<Images />}
          aria-haspopup="dialog"
          onClick={() =>
            pick(kinds, label, (asset) => {
              const item = itemOf(asset);
              if (item) onChange(item);
            })
          }
        >
          {t('video.item.library')}
        </Button>
        <Button
          variant="default"
          leftSection={<Upload />}
          loading={upload.share !== null}
          onClick={() => input.current?.click()}
        >
          {t('video.item.upload')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={label}
          accept={kinds.map((kind) => ACCEPT[kind]).join(',')}
          onChange={upload.take}
        />
      </div>
      {said && (
        <p className={form.error} role="alert">
          {said}
        </p>
      )}
    </fieldset>
  );
}

/** One file on its way into the library. */
function useUpload(onArrived: (item: Item) => void) {
  const { upload } = useSurroundings();
  const errorText = useErrorText();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<string | undefined>();
  const send = async (file: File) => {
    setError(undefined);
    setShare(0);
    try {
      const item = itemOf(await upload(file, { onProgress: setShare }));
      if (item) onArrived(item);
    } catch (problem) {
      setError(inOneLine(errorText(problem)));
    } finally {
      setShare(null);
    }
  };
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    currentTarget.value = ''; // the same file may be chosen again
    if (file) void send(file);
  };
  return { share, error, take };
}

/** A small picture of an item; what has none shows what it is. */
export function ItemPicture({ item }: { item: Item }) {
  const src = useMediaUrl(item.thumbnailUrl ?? (item.type === 'image' ? item.url : null));
  const Icon = item.type === 'audio' ? Music : Film;
  return (
    <span className={classes.picture}>{src ? <img src={src} alt="" draggable={false} /> : <Icon aria-hidden />}</span>
  );
}
