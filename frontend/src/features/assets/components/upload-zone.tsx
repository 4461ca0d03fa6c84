import { Button } from '@mantine/core';
import { ImagePlus } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { ACCEPTED } from '../store/uploads';
import classes from './upload-zone.module.css';

interface Props {
  maxBytes: number;
  onFiles: (files: File[]) => void;
  /** The page inside the zone; gets the button that opens the file picker. */
  children: (pick: ReactNode) => ReactNode;
}

/** Everything inside takes files: dropped anywhere on it, pasted, or picked with the button. */
export function UploadZone({ maxBytes, onFiles, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  // What is refused is refused by the uploads' own check, which names the reason beside each file.
  const take = (files: File[]) => files.length > 0 && onFiles(files);
  const zone = useDropzone({
    accept: ACCEPTED,
    noClick: true,
    noKeyboard: true,
    noPaste: true, // it would only hear pastes inside the zone; ours hears the whole page
    onDrop: (accepted, refused) => take([...accepted, ...refused.map(({ file }) => file)]),
  });
  usePastedFiles(onFiles);
  return (
    <div {...zone.getRootProps({ className: classes.zone, role: undefined, tabIndex: undefined })}>
      <input {...zone.getInputProps({ 'aria-label': t('library.upload') })} />
      {children(
        <Button leftSection={<ImagePlus />} variant="default" onClick={zone.open}>
          {t('library.upload')}
        </Button>,
      )}
      {zone.isDragActive && (
        <div className={classes.overlay} data-wrong={zone.isDragReject || undefined}>
          <p className={classes.title}>{t(zone.isDragReject ? 'library.upload.dropWrong' : 'library.upload.drop')}</p>
          <p className={classes.limit}>{t('library.upload.limit', { max: format.bytes(maxBytes) })}</p>
        </div>
      )}
    </div>
  );
}

/** Pictures pasted anywhere on the page, but not while a person types: then the paste belongs to the text. */
function usePastedFiles(onFiles: (files: File[]) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      const files = [...(event.clipboardData?.files ?? [])];
      if (typing || files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [onFiles]);
}
