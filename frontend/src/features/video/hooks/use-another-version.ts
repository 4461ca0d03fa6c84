/** A finished video once more, with the same settings but for its quality or its format. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { Schemas } from '@/services/api';
import { toast } from '@/services/toasts';
import { createVideo } from '../api/create-video';
import type { VideoOrder } from '../lib/requests';
import { useVideo } from '../store/draft';

export function useAnotherVersion(onAccepted: (job: Schemas['Job']) => void) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async (orders: VideoOrder[]) => {
      for (const order of orders) {
        const job = await createVideo(order, crypto.randomUUID());
        useVideo.getState().follow(job.id);
        onAccepted(job);
      }
    },
    onError: (error) =>
      toast({
        id: 'again',
        kind: 'danger',
        title: t('video.render.refused'),
        text: inOneLine(errorText(error)),
      }),
  });
}
