import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ImagePlus, UserPlus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { Notice } from '@/components/ui/notice';
import { type Avatar, useCreateAvatar } from '../api/avatars';
import classes from './avatar-dialog.module.css';

interface Props {
  onMade: (avatar: Avatar) => void;
  onClose: () => void;
}

/** A presenter from a photo of somebody who agrees to it. */
export function AvatarDialog({ onMade, onClose }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const wide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const input = useRef<HTMLInputElement>(null);
  const create = useCreateAvatar();
  const [photo, setPhoto] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [consent, setConsent] = useState(false);
  const shown = useObjectUrl(photo);
  const ready = photo !== null && consent && name.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) create.mutate({ photo, name: name.trim() }, { onSuccess: onMade });
  };
  return (
    <Modal opened onClose={onClose} title={t('video.avatar.title')} fullScreen={!wide}>
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.about}>{t('video.avatar.about')}</p>
        <div className={classes.photo}>
          {shown && <img src={shown} alt={t('video.avatar.photo.shown')} />}
          <Button variant="default" leftSection={<ImagePlus />} onClick={() => input.current?.click()} data-autofocus>
            {t(photo ? 'video.avatar.photo.change' : 'video.avatar.photo.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp"
            aria-label={t('video.avatar.photo')}
            onChange={(event) => {
              setPhoto(event.currentTarget.files?.[0] ?? photo);
              event.currentTarget.value = ''; // the same file may be chosen again
              // Another photo may show somebody else.
              setConsent(false);
              create.reset();
            }}
          />
        </div>
        <TextInput
          label={t('video.avatar.name')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('video.avatar.consent')}
          checked={consent}
          onChange={(event) => setConsent(event.currentTarget.checked)}
        />
        {create.isError && (
          <Notice kind="danger" role="alert" title={t('video.avatar.failed')}>
            {inOneLine(errorText(create.error))}
          </Notice>
        )}
        <Button type="submit" leftSection={<UserPlus />} disabled={!ready} loading={create.isPending}>
          {t('video.avatar.create')}
        </Button>
      </form>
    </Modal>
  );
}

function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = file && URL.createObjectURL(file);
    setUrl(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}
