/** Who can speak in a video. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { ApiError } from '@/services/errors';
import { keys } from '@/services/query-client';
import { sendForm } from '@/services/upload';

export type Avatar = Schemas['Avatar'];

const avatarsOptions = queryOptions({
  queryKey: keys.avatars,
  queryFn: async ({ signal }) => (await take(api().GET('/avatars', { signal }))).items,
  staleTime: 60_000,
});

export const useAvatars = () => useQuery(avatarsOptions);

/** Makes one from a portrait, to which the person shown has agreed. */
export function useCreateAvatar() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ photo, name }: { photo: File; name: string }) => {
      const form = new FormData();
      form.append('portrait', photo, photo.name);
      form.append('name', name);
      form.append('consent', 'true');
      const { status, body } = await sendForm('/avatars', form);
      return status === 202 ? whenMade((body as Schemas['JobEnvelope']).job.id) : (body as Avatar);
    },
    onSuccess: (made) => {
      client.setQueryData(
        avatarsOptions.queryKey,
        (known) => known && [...known.filter(({ id }) => id !== made.id), made],
      );
      void client.invalidateQueries({ queryKey: keys.avatars });
    },
  });
}

const LOOK_MS = 1000;

/** A busy studio answers with the job; the avatar has its id. Raises the job's own error. */
async function whenMade(id: string): Promise<Avatar> {
  for (;;) {
    const job = await take(api().GET('/api/jobs/{job_id}', { params: { path: { job_id: id } } }));
    if (job.status === 'failed' || job.status === 'cancelled')
      throw new ApiError(422, job.error ?? { code: 'job_cancelled' });
    if (job.status === 'completed') break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const { items } = await take(api().GET('/avatars'));
  const made = items.find((avatar) => avatar.id === id);
  if (!made) throw new ApiError(404, { code: 'not_found' });
  return made;
}

export function useDeleteAvatar() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api().DELETE('/avatars/{avatar_id}', { params: { path: { avatar_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.avatars }),
  });
}
