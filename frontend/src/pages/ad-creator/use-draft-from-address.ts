/**
 * What other pages bring: `/create?prompt=…` fills the words, `?use=<asset id>` takes a picture's settings,
 * `?reference=<asset id>` starts from it, and `?edit=<asset id>` opens the brush over it. They leave the address, so
 * that a reload keeps later edits.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { referenceOptions } from '@/features/image/api/get-reference';
import type { ImageModel } from '@/features/image/hooks/use-image-models';
import { useRestoreSettings } from '@/features/image/hooks/use-restore-settings';
import { useDraft } from '@/features/image/store/draft';
import { startFrom, useReference } from '@/features/image/store/reference';
import type { Schemas } from '@/services/api';
import { toast } from '@/services/toasts';

const TAKEN = ['prompt', 'use', 'reference', 'edit'] as const;
type Taken = (typeof TAKEN)[number];

export function useDraftFromAddress(models: ImageModel[]): void {
  const [params, setParams] = useSearchParams();
  const takePicture = useTakePicture(models);
  const name = TAKEN.find((one) => params.has(one));
  const value = name && params.get(name);
  // Settings can be put back only once it is known which model takes what.
  const ready = models.length > 0;
  const taken = useRef('');
  useEffect(() => {
    if (!name || !value || !ready || taken.current === `${name}=${value}`) return;
    taken.current = `${name}=${value}`;
    if (name === 'prompt') useDraft.getState().change({ prompt: value });
    else takePicture.current(name, value);
    setParams(
      (now) => {
        now.delete(name);
        return now;
      },
      { replace: true },
    );
  }, [name, value, ready, takePicture, setParams]);
}

/** Fetches the picture an address names, and does with it what the address says. */
function useTakePicture(models: ImageModel[]) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useRestoreSettings(models);
  const take = (name: Exclude<Taken, 'prompt'>, id: string) => {
    const gone = () => toast({ id: 'reference', kind: 'warn', title: t('viewer.gone'), text: t('viewer.gone.text') });
    const use = (asset: Schemas['Asset']) => {
      if (name === 'use') void restore(asset, true);
      else if (!startFrom(asset)) gone();
      else if (name === 'edit') useReference.getState().edit('paint');
    };
    void client.fetchQuery(referenceOptions(id)).then(use, gone);
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  return latest;
}
