/** "Use these settings": what a video was made from, back into the controls, with a way back. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { toast } from '@/services/toasts';
import type { Item } from '../lib/draft';
import { itemOf } from '../lib/item';
import { fromRequest, itemsIn, requestOf } from '../lib/restore';
import { useVideo } from '../store/draft';

/** Resolves to false when the asset says nothing of how it was made. */
export function useRestoreVideo(): (asset: Pick<Schemas['Asset'], 'recipe'>) => Promise<boolean> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const find = (id: string): Promise<Item | null> =>
    client
      .fetchQuery({
        queryKey: [...keys.assets, 'one', id],
        queryFn: ({ signal }) =>
          take(api().GET('/api/assets/{asset_id}', { params: { path: { asset_id: id } }, signal })),
      })
      .then(itemOf, () => null);
  return async ({ recipe }) => {
    const request = requestOf(recipe);
    if (!request) {
      toast({ id: 'restore', kind: 'warn', title: t('video.restored.none') });
      return false;
    }
    const ids = itemsIn(request);
    const items = (await Promise.all(ids.map(find))).filter((item) => item !== null);
    const { draft: before, replace, look } = useVideo.getState();
    replace(fromRequest(request, new Map(items.map((item) => [item.id, item]))));
    look(0, 0);
    const gone = ids.length - items.length;
    toast({
      id: 'restore',
      kind: gone ? 'warn' : 'ok',
      title: t('video.restored'),
      text: gone ? t('video.restored.gone', { count: gone }) : undefined,
      action: { label: t('common.undo'), run: () => replace(before) },
    });
    return true;
  };
}
