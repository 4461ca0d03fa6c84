/**
 * What other pages bring: `/create?tab=video&use=<asset id>` takes a video's settings, `&visual=<asset id>` makes a scene
 * of a picture or a clip. They leave the address, so that a reload keeps later edits.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { assetOptions } from '@/features/assets/api/get-asset';
import { useRestoreVideo } from '@/features/video/hooks/use-restore-video';
import { itemOf } from '@/features/video/lib/item';
import { withPicture } from '@/features/video/lib/scenes';
import { useVideo } from '@/features/video/store/draft';
import { toast } from '@/services/toasts';

const TAKEN = ['use', 'visual'] as const;

export function useVideoFromAddress(): void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useRestoreVideo();
  const [params, setParams] = useSearchParams();
  const name = TAKEN.find((one) => params.has(one));
  const id = name && params.get(name);
  const taken = useRef('');
  const take = async (what: (typeof TAKEN)[number], asset: string) => {
    const found = await client.fetchQuery(assetOptions(asset)).catch(() => null);
    const item = found && itemOf(found);
    if (!found || !item)
      return toast({ id: 'video', kind: 'warn', title: t('viewer.gone'), text: t('viewer.gone.text') });
    if (what === 'use') return void (await restore(found));
    const { draft, replace, look } = useVideo.getState();
    const next = withPicture(draft, item);
    replace(next);
    look(next.scenes.length - 1, 0);
    toast({
      id: 'video',
      kind: 'ok',
      title: t('video.taken'),
      action: { label: t('common.undo'), run: () => replace(draft) },
    });
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!name || !id || taken.current === `${name}=${id}`) return;
    taken.current = `${name}=${id}`;
    void latest.current(name, id);
    setParams(
      (now) => {
        now.delete(name);
        return now;
      },
      { replace: true },
    );
  }, [name, id, setParams]);
}
