import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropZone } from '@/components/ui/drop-zone';
import { usePastedFiles } from '@/components/ui/use-pasted-files';
import { uploadAsset } from '@/features/assets/api/upload-asset';
import { publicSettings } from '@/features/backend/api/queries';
import { toReference } from '@/features/image/api/get-reference';
import { ReferenceField } from '@/features/image/components/reference/reference-field';
import type { ImageModel } from '@/features/image/hooks/use-image-models';
import { setReference, useReference } from '@/features/image/store/reference';
import { useFormat } from '@/i18n/format';
import { ACCEPTED, USUAL_LIMIT } from '@/services/picture-files';
import { keys } from '@/services/query-client';

const AssetPicker = lazy(async () => ({
  default: (await import('@/features/assets/components/asset-picker')).AssetPicker,
}));

interface Props {
  model: ImageModel;
  /** The tab inside the zone; gets the field that shows the reference. */
  children: (field: ReactNode) => ReactNode;
}

/** The whole tab takes a reference picture: dropped or pasted anywhere, picked, or from the library (UX-1, UX-2, UX-6). */
export function ReferenceZone({ model, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [library, setLibrary] = useState<'never' | 'open' | 'closed'>('never');
  const maxBytes = useQuery(publicSettings).data?.max_upload_bytes ?? USUAL_LIMIT;
  const take = useTakeFile(model, maxBytes);
  usePastedFiles(take);
  return (
    <DropZone
      accept={ACCEPTED}
      label={t('reference.title')}
      drop={t('reference.drop')}
      wrong={t('library.upload.dropWrong')}
      limit={t('library.upload.limit', { max: format.bytes(maxBytes) })}
      onFiles={take}
    >
      {(pick) => (
        <>
          {children(
            <ReferenceField model={model} maxBytes={maxBytes} onPick={pick} onLibrary={() => setLibrary('open')} />,
          )}
          {library !== 'never' && (
            <Suspense>
              <AssetPicker
                opened={library === 'open'}
                onClose={() => setLibrary('closed')}
                title={t('reference.pick')}
                onPick={(asset) => setReference(toReference(asset))}
              />
            </Suspense>
          )}
        </>
      )}
    </DropZone>
  );
}

/** The first of the files goes into the library and becomes the reference. */
function useTakeFile(model: ImageModel, maxBytes: number): (files: File[]) => void {
  const client = useQueryClient();
  const take = useReference((state) => state.take);
  return ([file]) => {
    // Over an open editor nothing may change beneath the brush.
    const editing = useReference.getState().editing !== null && model.can('inpaint');
    if (!file || !model.can('image-to-image') || editing) return;
    void take(file, maxBytes, async (picture, options) => {
      const asset = await uploadAsset(picture, options);
      void client.invalidateQueries({ queryKey: keys.assets });
      return asset;
    });
  };
}
