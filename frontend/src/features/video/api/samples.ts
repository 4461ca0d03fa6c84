/** Short sounds: samples of voices and of music. */
import { isSameOrigin } from '@/services/backend-url';
import { fetchMedia, mediaUrl } from '@/services/media';

const fetched = new Map<string, string>();

/** What an `Audio` can play: behind a tunnel it sends no headers, so the file is fetched and kept. */
export async function sampleAddress(path: string): Promise<string> {
  const address = mediaUrl(path);
  if (isSameOrigin()) return address;
  const known = fetched.get(address) ?? URL.createObjectURL(await fetchMedia(path));
  fetched.set(address, known);
  return known;
}
