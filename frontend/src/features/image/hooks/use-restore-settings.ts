/** "Use these settings": a picture's recipe back into the controls, with a way back and what could not be restored. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/services/api';
import { toast } from '@/services/toasts';
import { referenceOptions, toReference } from '../api/get-reference';
import type { Reference } from '../lib/draft';
import { fromRecipe, referenceOf } from '../lib/recipe';
import { useDraft } from '../store/draft';
import { sentMask } from '../store/sent-masks';
import type { ImageModel } from './use-image-models';

/** Resolves to false when the picture carries no recipe. */
export type RestoreSettings = (
  asset: Pick<Schemas['Asset'], 'recipe' | 'job_id'>,
  keepSeed: boolean,
) => Promise<boolean>;

export function useRestoreSettings(models: ImageModel[]): RestoreSettings {
  const { t } = useTranslation();
  const client = useQueryClient();
  return async (asset, keepSeed) => {
    const reference = await findReference(client, referenceOf(asset.recipe));
    const { draft, missing } = fromRecipe(asset.recipe, models, keepSeed, { reference, mask: sentMask(asset.job_id) });
    if (missing.includes('recipe')) {
      toast({ id: 'restore', kind: 'warn', title: t('image.restored.none'), text: t('image.restored.none.text') });
      return false;
    }
    const { draft: before, replace } = useDraft.getState();
    replace(draft);
    const parts = missing.flatMap((part) => (part === 'recipe' ? [] : [t(`image.restored.${part}`)]));
    toast({
      id: 'restore',
      kind: parts.length ? 'warn' : 'ok',
      title: t(keepSeed ? 'image.restored' : 'image.restored.remix'),
      text: parts.length ? t('image.restored.missing', { parts: parts.join(', ') }) : undefined,
      action: { label: t('common.undo'), run: () => replace(before) },
    });
    return true;
  };
}

/** Null when it is gone, or cannot be asked for now: the rest is restored all the same. */
async function findReference(client: QueryClient, id: string | null): Promise<Reference | null> {
  if (id === null) return null;
  return client
    .fetchQuery(referenceOptions(id))
    .then(toReference)
    .catch(() => null);
}
