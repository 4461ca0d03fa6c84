/** The brand kits of the person at this page. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';

export type Brand = Schemas['Brand'];
export type BrandFields = Schemas['BrandRequest'];

export const brandsOptions = queryOptions({
  queryKey: keys.brands,
  queryFn: async ({ signal }) => (await take(api().GET('/api/brands', { signal }))).items,
});

/** Makes a brand (`id` null) or puts all its fields anew. */
export function useSaveBrand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: BrandFields }) =>
      id === null
        ? take(api().POST('/api/brands', { body: fields }))
        : take(api().PUT('/api/brands/{brand_id}', { params: { path: { brand_id: id } }, body: fields })),
    // At once, so that the form does not show for a moment what was before.
    onSuccess: (saved) => client.setQueryData(brandsOptions.queryKey, (brands) => brands && withBrand(brands, saved)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.brands }),
  });
}

/** There is one default: the newest to be called so. */
function withBrand(brands: Brand[], saved: Brand): Brand[] {
  const others = saved.default ? brands.map((brand) => ({ ...brand, default: false })) : brands;
  const known = others.some(({ id }) => id === saved.id);
  return known ? others.map((brand) => (brand.id === saved.id ? saved : brand)) : [...others, saved];
}

export function useDeleteBrand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api().DELETE('/api/brands/{brand_id}', { params: { path: { brand_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.brands }),
  });
}
