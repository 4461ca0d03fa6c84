/** What a person can do to assets, with the words that tell how it went. Everything that removes can be undone. */
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import type { TKey } from '@/i18n';
import { toast } from '@/services/toasts';
import { useDeleteAssets, useRestoreAssets } from '../api/delete-assets';
import { useExportAssets } from '../api/export-assets';
import type { Asset } from '../api/list-assets';
import { useUpdateAssets } from '../api/update-assets';
import { downloadAsset } from '../lib/save-file';

const UNDO_MS = 10_000;

export interface AssetActions {
  setFavorite: (assets: Asset[], favorite: boolean) => void;
  rename: (asset: Asset, name: string) => void;
  addTag: (assets: Asset[], tag: string) => void;
  removeTag: (asset: Asset, tag: string) => void;
  remove: (ids: string[]) => void;
  download: (asset: Asset) => void;
  exportZip: (ids: string[]) => void;
  exporting: boolean;
}

export function useAssetActions(): AssetActions {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const update = useUpdateAssets();
  const erase = useDeleteAssets();
  const restore = useRestoreAssets();
  const zip = useExportAssets();

  const failed = (id: string, title: TKey) => (error: unknown) => {
    const { title: what, hint } = errorText(error);
    toast({ id, kind: 'danger', title: t(title) as string, text: `${what} ${hint}`.trim() });
  };
  const notSaved = { onError: failed('asset-update', 'library.update.failed') };

  const undo = (ids: string[]) =>
    restore.mutate(ids, {
      onSuccess: () => toast({ id: 'asset-restore', kind: 'ok', title: t('library.restored', { count: ids.length }) }),
      onError: failed('asset-restore', 'library.restore.failed'),
    });

  return {
    setFavorite: (assets, favorite) => update.mutate({ assets, change: { favorite } }, notSaved),
    rename: (asset, name) => update.mutate({ assets: [asset], change: { name } }, notSaved),
    addTag: (assets, tag) => update.mutate({ assets, change: { addTags: [tag] } }, notSaved),
    removeTag: (asset, tag) => update.mutate({ assets: [asset], change: { removeTags: [tag] } }, notSaved),
    remove: (ids) =>
      erase.mutate(ids, {
        onSuccess: ({ deleted }) =>
          toast({
            id: `asset-delete-${ids[0]}`,
            kind: 'info',
            title: t('library.deleted', { count: deleted.length }),
            action: { label: t('common.undo'), run: () => undo(deleted) },
            duration: UNDO_MS,
          }),
        onError: failed('asset-delete', 'library.delete.failed'),
      }),
    download: (asset) => void downloadAsset(asset).catch(failed('asset-download', 'library.download.failed')),
    exportZip: (ids) => zip.mutate(ids, { onError: failed('asset-export', 'library.selection.zip.failed') }),
    exporting: zip.isPending,
  };
}
