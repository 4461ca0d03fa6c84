import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { patchInLists, restoreLists, snapshotLists } from './asset-cache';
import { ASSET_LISTS, type Asset } from './list-assets';

/** `name` and `favorite` replace; `addTags` and `removeTags` leave an asset's other tags alone. */
export interface AssetChange {
  name?: string;
  favorite?: boolean;
  addTags?: string[];
  removeTags?: string[];
}

export function applyChange(asset: Asset, { addTags = [], removeTags = [], ...fields }: AssetChange): Asset {
  const kept = asset.tags.filter((tag) => !removeTags.includes(tag) && !addTags.includes(tag));
  return { ...asset, ...fields, tags: [...kept, ...addTags] };
}

async function send(asset: Asset, change: AssetChange): Promise<Asset> {
  const { name, favorite, tags } = applyChange(asset, change);
  const touchesTags = Boolean(change.addTags?.length || change.removeTags?.length);
  const body = {
    ...(change.name !== undefined && { name }),
    ...(change.favorite !== undefined && { favorite }),
    ...(touchesTags && { tags }),
  };
  return take(api().PATCH('/api/assets/{asset_id}', { params: { path: { asset_id: asset.id } }, body }));
}

/** Changes one or many assets. The page shows it at once and goes back if the studio refuses. */
export function useUpdateAssets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ assets, change }: { assets: Asset[]; change: AssetChange }) =>
      Promise.all(assets.map((asset) => send(asset, change))),
    onMutate: async ({ assets, change }) => {
      const snapshot = await snapshotLists(client);
      patchInLists(client, new Set(assets.map(({ id }) => id)), (asset) => applyChange(asset, change));
      return snapshot;
    },
    onError: (_error, _change, snapshot) => {
      if (snapshot) restoreLists(client, snapshot);
    },
    // A filtered list may have gained or lost the asset; the others already show it.
    onSettled: () => client.invalidateQueries({ queryKey: keys.assets, predicate: isNotPlainList }),
  });
}

const isNotPlainList = ({ queryKey }: { queryKey: readonly unknown[] }) => {
  if (queryKey[1] !== ASSET_LISTS[1]) return true;
  const { q, favorite } = queryKey[2] as { q?: string; favorite?: boolean };
  return Boolean(q || favorite);
};
