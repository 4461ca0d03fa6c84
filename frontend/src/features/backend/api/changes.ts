import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { useFormat } from '@/i18n/format';
import { api, failureOf, studioHeaders, take, unreachable } from '@/services/api';
import { getBaseUrl, isSameOrigin, useApiKey } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { keys } from '@/services/query-client';
import { toast } from '@/services/toasts';

function useFailureToast(id: string) {
  const errorText = useErrorText();
  return (error: unknown) => {
    const { title, hint } = errorText(error);
    toast({ id, kind: 'danger', title, text: hint });
  };
}

/** Takes a model, or all of them, off the device (UX-51). */
export function useUnload() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const format = useFormat();
  return useMutation({
    mutationFn: (model: string | null) => take(api().POST('/gpu/unload', { body: { model } })),
    onSuccess: ({ unloaded, freed_bytes }) => {
      const title = unloaded.length
        ? t('settings.device.freed', { bytes: format.bytes(freed_bytes) })
        : t('settings.device.nothingToFree');
      toast({ id: 'unload', kind: 'ok', title });
      void queryClient.invalidateQueries({ queryKey: keys.gpu });
    },
    onError: useFailureToast('unload'),
  });
}

/** Starts the download of a model; the job is answered at once. */
export function usePullModel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api().POST('/api/models/{model_id}/pull', { params: { path: { model_id: id } } })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.models }),
        queryClient.invalidateQueries({ queryKey: keys.jobs }),
      ]),
    onError: useFailureToast('model-pull'),
  });
}

export function useRemoveModel() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const format = useFormat();
  return useMutation({
    mutationFn: (id: string) => take(api().DELETE('/api/models/{model_id}', { params: { path: { model_id: id } } })),
    onSuccess: ({ freed_bytes }) => {
      toast({
        id: 'model-remove',
        kind: 'ok',
        title: t('settings.models.removed', { bytes: format.bytes(freed_bytes) }),
      });
      void queryClient.invalidateQueries({ queryKey: keys.models });
      void queryClient.invalidateQueries({ queryKey: keys.gpu });
    },
    onError: useFailureToast('model-remove'),
  });
}

/**
 * Signs in with a key. On the page's own origin the studio answers with a cookie that scripts cannot read; a studio
 * elsewhere could not set one for this page, so the key is kept for this tab and sent with each request.
 */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (key: string) => {
      const base = getBaseUrl();
      const response = await fetch(`${base}/session`, {
        method: 'POST',
        headers: { ...studioHeaders(), 'Content-Type': 'application/json' },
        body: JSON.stringify({ key }),
      }).catch((error) => {
        throw unreachable(error, base);
      });
      const error = await failureOf(response);
      if (error) throw error;
      if (!isSameOrigin(base)) useApiKey.getState().set(base, key);
    },
    onSuccess: () => {
      useConnection.getState().setLocked(false);
      return queryClient.resetQueries();
    },
  });
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => take(api().DELETE('/session')),
    onSuccess: () => {
      useApiKey.getState().set('', '');
      queryClient.clear();
      useConnection.getState().setLocked(true);
    },
    onError: useFailureToast('sign-out'),
  });
}
