/** Accepting the condition under which a model may be used. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/services/api';
import { keys } from '@/services/query-client';

export function useAcceptLicense(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      take(
        api().POST('/api/models/{model_id}/license', { params: { path: { model_id: id } }, body: { accept: true } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.models }),
  });
}
