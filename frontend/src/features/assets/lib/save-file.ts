/** Saving files to the person's disk. */
import { isSameOrigin } from '@/services/backend-url';
import { fetchMedia, mediaUrl } from '@/services/media';

interface Saveable {
  id: string;
  name: string;
  prompt: string;
  mime: string;
  url: string;
}

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
};
const LONGEST = 60;

/** "una-hamburguesa-sobre-fondo-amarillo-img_01.png": readable words first, then the id that finds it again. */
export function fileName({ id, name, prompt, mime }: Saveable): string {
  const words = (name.replace(/\.\w{2,4}$/, '') || prompt)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  return `${[words, id].filter(Boolean).join('-')}.${EXTENSIONS[mime] ?? 'bin'}`;
}

/**
 * Downloads an asset's file under a name with words in it: fetched first, because a name that the studio sends wins over
 * the link's. Only a video, too large to hold, is streamed by the browser where no headers are needed.
 */
export async function downloadAsset(asset: Saveable): Promise<void> {
  if (asset.mime.startsWith('video/') && isSameOrigin()) save(mediaUrl(asset.url), fileName(asset));
  else saveBlob(await fetchMedia(asset.url), fileName(asset));
}

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  save(url, name);
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
