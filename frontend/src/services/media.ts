/**
 * Addresses of pictures and videos. On the page's own origin they are used as they are; behind a tunnel on another
 * origin `<img>` cannot send the headers that are needed, so the file is fetched and shown from memory.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { check, studioHeaders, unanswered } from './api';
import { getBaseUrl, isSameOrigin, useBackendUrl } from './backend-url';
import { keys } from './query-client';

/** Absolute address of a path the API gave (`asset.url`, `asset.thumbnail_url`). */
export function mediaUrl(path: string, base = getBaseUrl()): string {
  return /^(https?:|data:|blob:)/.test(path) ? path : base + path;
}

/** The file itself, with the headers the studio and a tunnel need. */
export async function fetchMedia(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(mediaUrl(path), { headers: studioHeaders(), signal: signal ?? null }).catch((error) => {
    throw unanswered(error);
  });
  await check(response);
  return response.blob();
}

/** Object URLs by React Query key, freed when the cache lets the query go. */
const objectUrls = new Map<string, string>();

/** What to put into `src`; undefined while it is not there yet or when there is no path. */
export function useMediaUrl(path: string | null | undefined): string | undefined {
  const base = useBackendUrl((state) => state.url) || window.location.origin;
  const queryClient = useQueryClient();
  const direct = !path || isSameOrigin(base);
  const query = useQuery({
    queryKey: [...keys.media, base, path],
    queryFn: ({ signal }) => fetchMedia(path as string, signal).then((blob) => URL.createObjectURL(blob)),
    enabled: !direct,
    staleTime: Number.POSITIVE_INFINITY,
  });

  useEffect(() => watchEvictions(queryClient), [queryClient]);
  return direct ? (path ? mediaUrl(path, base) : undefined) : query.data;
}

type Client = ReturnType<typeof useQueryClient>;
const watched = new WeakSet<Client>();

function watchEvictions(client: Client): void {
  if (watched.has(client)) return;
  watched.add(client);
  client.getQueryCache().subscribe(({ type, query }) => {
    if (query.queryKey[0] !== keys.media[0]) return;
    if (type === 'updated' && typeof query.state.data === 'string') objectUrls.set(query.queryHash, query.state.data);
    if (type === 'removed') {
      const url = objectUrls.get(query.queryHash);
      if (url) URL.revokeObjectURL(url);
      objectUrls.delete(query.queryHash);
    }
  });
}
