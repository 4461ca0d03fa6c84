/** The same video once more, at the quality for posting. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { Schemas } from '@/services/api';
import { toast } from '@/services/toasts';
import { createVideo } from '../api/create-video';
import { finalOrder } from '../lib/restore';
import { useVideo } from '../store/draft';

type Asset = Pick<Schemas['Asset'], 'recipe'>;

export function useFinal(onAccepted: (job: Schemas['Job']) => void) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async ({ recipe }: Asset) => {
      const order = finalOrder(recipe);
      return order && createVideo(order, crypto.randomUUID());
    },
    onSuccess: (job) => {
      if (!job) return;
      useVideo.getState().follow(job.id);
      onAccepted(job);
    },
    onError: (error) =>
      toast({
        id: 'final',
        kind: 'danger',
        title: t('video.render.refused'),
        text: inOneLine(errorText(error)),
      }),
  });
}
