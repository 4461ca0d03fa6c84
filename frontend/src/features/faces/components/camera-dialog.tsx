import { Button, Modal } from '@mantine/core';
import { Camera, RotateCw } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { useCamera } from '../hooks/use-camera';
import classes from './camera-dialog.module.css';

interface Props {
  onPhoto: (file: File) => void;
  onClose: () => void;
}

/** A photo from this device's camera; where the browser gives none, why, and the phone's own camera (UX-8). */
export function CameraDialog({ onPhoto, onClose }: Props) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const phone = useRef<HTMLInputElement>(null);
  const { state, retry } = useCamera(video);
  const [taking, setTaking] = useState(false);
  const use = (file: File) => {
    onPhoto(file);
    onClose();
  };
  const take = async () => {
    setTaking(true);
    const file = video.current && (await photoOf(video.current, `${t('faces.camera.file')}.jpg`));
    setTaking(false);
    if (file) use(file);
  };
  const problem = state !== 'asking' && state !== 'live' ? state : null;
  return (
    <Modal opened onClose={onClose} title={t('faces.camera.title')} size="lg">
      <div className={classes.body}>
        {state === 'asking' && (
          <p className={classes.note} role="status">
            {t('faces.camera.asking')}
          </p>
        )}
        {problem ? (
          <Notice kind="warn" role="alert" title={t(`faces.camera.${problem}`)}>
            {t(`faces.camera.${problem}.hint`)}
          </Notice>
        ) : (
          <video ref={video} className={classes.live} muted playsInline autoPlay aria-label={t('faces.camera.live')} />
        )}
        <input
          ref={phone}
          type="file"
          accept="image/*"
          capture="user"
          hidden
          aria-label={t('faces.camera.phone')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) use(file);
          }}
        />
      </div>
      <div className="es-dialog-actions">
        {problem && (
          <Button variant="default" onClick={() => phone.current?.click()}>
            {t('faces.camera.phone')}
          </Button>
        )}
        {problem && problem !== 'insecure' ? (
          <Button leftSection={<RotateCw />} onClick={retry}>
            {t('common.retry')}
          </Button>
        ) : (
          <Button
            leftSection={<Camera />}
            disabled={state !== 'live'}
            loading={taking}
            onClick={() => void take()}
            data-autofocus
          >
            {t('faces.camera.take')}
          </Button>
        )}
      </div>
    </Modal>
  );
}

const QUALITY = 0.95;

/** The frame that the camera shows now, as it is, not mirrored. */
function photoOf(video: HTMLVideoElement, name: string): Promise<File | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => {
    const done = (blob: Blob | null) => resolve(blob && new File([blob], name, { type: 'image/jpeg' }));
    canvas.toBlob(done, 'image/jpeg', QUALITY);
  });
}
