/** Changes to the asset lists that React Query holds, ahead of the server's answer. */
import type { QueryClient } from '@tanstack/react-query';
import { ASSET_LISTS, type Asset, type AssetPages } from './list-assets';

/** What the lists were, to go back to when the server refuses. */
export type Snapshot = [readonly unknown[], AssetPages | undefined][];

export async function snapshotLists(client: QueryClient): Promise<Snapshot> {
  await client.cancelQueries({ queryKey: ASSET_LISTS });
  return client.getQueriesData<AssetPages>({ queryKey: ASSET_LISTS }) as Snapshot;
}

export function restoreLists(client: QueryClient, snapshot: Snapshot): void {
  for (const [key, data] of snapshot) client.setQueryData(key, data);
}

const changePages = (client: QueryClient, change: (items: Asset[]) => Asset[]): void => {
  client.setQueriesData<AssetPages>(
    { queryKey: ASSET_LISTS },
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) },
  );
};

/** Shows a change to some assets at once, in every list that holds them. */
export function patchInLists(client: QueryClient, ids: ReadonlySet<string>, change: (asset: Asset) => Asset): void {
  changePages(client, (items) => items.map((asset) => (ids.has(asset.id) ? change(asset) : asset)));
}

export function removeFromLists(client: QueryClient, ids: ReadonlySet<string>): void {
  changePages(client, (items) => items.filter((asset) => !ids.has(asset.id)));
}
