/** LoRAs of the studio: listing, adding by address, deleting. Files are sent by `store/lora-uploads`. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { type UploadOptions, uploadFile } from '@/services/upload';

export type Lora = Schemas['LoraInfo'];

export const lorasOptions = queryOptions({
  queryKey: keys.loras,
  queryFn: async ({ signal }) => (await take(api().GET('/api/loras', { signal }))).items,
});

/** Raises what `uploadFile` raises: a file made for another model is refused with its reason. */
export async function uploadLora(file: File, options: UploadOptions): Promise<Lora> {
  const { body } = await uploadFile('/api/loras', file, options);
  return (body as Schemas['LoraAdded']).lora;
}

/** The studio fetches it, checks it and keeps it. */
export function useImportLora() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (url: string) => (await take(api().POST('/api/loras', { body: { url } }))).lora,
    onSettled: () => client.invalidateQueries({ queryKey: keys.loras }),
  });
}

/** Gone at once, restorable for a while. */
export function useDeleteLora() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api().DELETE('/api/loras/{lora_id}', { params: { path: { lora_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.loras }),
  });
}

export function useRestoreLora() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (assetId: string) =>
      take(api().POST('/api/assets/{asset_id}/restore', { params: { path: { asset_id: assetId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.loras }),
  });
}
