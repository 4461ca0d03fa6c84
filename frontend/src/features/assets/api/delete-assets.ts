import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { removeFromLists, restoreLists, snapshotLists } from './asset-cache';

/** Deletes assets: gone from the page at once, restorable for ten minutes. */
export function useDeleteAssets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => take(api().POST('/api/assets/delete', { body: { ids } })),
    onMutate: async (ids) => {
      const snapshot = await snapshotLists(client);
      removeFromLists(client, new Set(ids));
      return snapshot;
    },
    onError: (_error, _ids, snapshot) => {
      if (snapshot) restoreLists(client, snapshot);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.assets }),
  });
}

export function useRestoreAssets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) =>
      Promise.all(
        ids.map((id) => take(api().POST('/api/assets/{asset_id}/restore', { params: { path: { asset_id: id } } }))),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.assets }),
  });
}
