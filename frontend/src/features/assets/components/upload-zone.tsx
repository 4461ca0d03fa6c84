import { Button } from '@mantine/core';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DropZone } from '@/components/ui/drop-zone';
import { usePastedFiles } from '@/components/ui/use-pasted-files';
import { useFormat } from '@/i18n/format';
import { ACCEPTED_MEDIA, type MediaLimits } from '@/services/picture-files';

interface Props {
  limits: MediaLimits;
  onFiles: (files: File[]) => void;
  /** The page inside the zone; gets the button that opens the file picker. */
  children: (pick: ReactNode) => ReactNode;
}

/** Everything inside takes files: dropped anywhere on it, pasted, or picked with the button. */
export function UploadZone({ limits, onFiles, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  usePastedFiles(onFiles);
  return (
    <DropZone
      accept={ACCEPTED_MEDIA}
      multiple
      label={t('library.upload')}
      drop={t('library.upload.drop')}
      wrong={t('library.upload.dropWrong')}
      limit={t('library.upload.limit', {
        max: format.bytes(limits.image),
        video: format.bytes(limits.video),
        audio: format.bytes(limits.audio),
      })}
      // What is refused is refused by the uploads' own check, which names the reason beside each file.
      onFiles={onFiles}
    >
      {(pick) =>
        children(
          <Button leftSection={<Upload />} variant="default" onClick={pick}>
            {t('library.upload')}
          </Button>,
        )
      }
    </DropZone>
  );
}
