import { Button } from '@mantine/core';
import { Camera, ImagePlus, Images } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DropZone } from '@/components/ui/drop-zone';
import { useFormat } from '@/i18n/format';
import { acceptedFor, type Limits, type Role } from '../lib/picture';
import { useSwap } from '../store/swap';
import classes from './picture-zone.module.css';

interface Props {
  role: Role;
  /** Largest file the studio takes, of a picture and of a video. */
  limits: Limits;
  onLibrary: () => void;
  onCamera: () => void;
  /** Its pictures; none: the zone says what belongs here. */
  children: ReactNode;
}

/** One of the two places for pictures: dropped, picked, from the library or from the camera. */
export function PictureZone({ role, limits, onLibrary, onCamera, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const addFiles = useSwap((state) => state.addFiles);
  const filled = useSwap((state) => (role === 'source' ? state.sources.length > 0 : state.target !== null));
  const most = { max: format.bytes(limits.image), video: format.bytes(limits.video) };
  const limit = role === 'source' ? t('faces.limit.source', { max: most.max }) : t('faces.limit.target', most);
  return (
    <section className={classes.part} aria-labelledby={`faces-${role}`} data-role={role}>
      <h2 id={`faces-${role}`} className={classes.title}>
        <span>{t(`faces.${role}`)}</span>
        <span className={classes.what}>{t(`faces.${role}.what`)}</span>
      </h2>
      <DropZone
        accept={acceptedFor(role)}
        multiple={role === 'source'}
        label={t(`faces.${role}`)}
        drop={t(`faces.${role}.drop`)}
        wrong={t('faces.wrong')}
        limit={limit}
        className={classes.zone}
        contained
        onFiles={(files) => addFiles(role, files, limits)}
      >
        {(pick) => (
          <div className={classes.inside} data-empty={!filled || undefined}>
            {children}
            {!filled && (
              <div className={classes.words}>
                <p className={classes.lead}>{t(`faces.${role}.empty`)}</p>
                <p className={classes.limit}>{t('faces.paste')}</p>
                <p className={classes.limit}>{limit}</p>
              </div>
            )}
            <div className={classes.ways}>
              <Button variant="default" leftSection={<ImagePlus />} onClick={pick}>
                {t(!filled ? 'faces.upload' : role === 'source' ? 'faces.source.more' : 'faces.replace')}
              </Button>
              <Button variant="default" leftSection={<Images />} aria-haspopup="dialog" onClick={onLibrary}>
                {t('faces.library')}
              </Button>
              <Button variant="default" leftSection={<Camera />} aria-haspopup="dialog" onClick={onCamera}>
                {t('faces.camera')}
              </Button>
            </div>
          </div>
        )}
      </DropZone>
    </section>
  );
}
