/** A picture that a person has brought, and the faces found in it. */
import type { Schemas } from '@/services/api';
import { ACCEPTED, ACCEPTED_VIDEO, type FileProblem } from '@/services/picture-files';
import type { Detection, Origin } from '../api/faces';

/** Whose face is taken, and where it goes. */
export type Role = 'source' | 'target';

export type PictureProblem = { kind: FileProblem | 'video' } | { kind: 'studio'; error: Error };

export interface FacePicture {
  id: string;
  role: Role;
  name: string;
  kind: 'image' | 'video';
  /** One of the two: a file of this device, or an asset of the library. */
  file: File | null;
  asset: Schemas['Asset'] | null;
  /** What to show; of a file an object URL, of an asset the studio's path. */
  url: string;
  /** `sending` the bytes travel · `looking` the studio looks for faces · `ready` it has · `failed` it could not. */
  state: 'sending' | 'looking' | 'ready' | 'failed';
  /** 0 to 1. */
  sent: number;
  problem: PictureProblem | null;
  /** Of a picture that is ready; a video has none. */
  detection: Detection | null;
  /** When that was. Milliseconds. */
  seen: number;
}

/** For so long the studio surely still has a picture it was sent. Milliseconds. */
const KEPT = 30 * 60_000;

/** How the picture is named to the studio: sent again only when it may have forgotten it. */
export function originOf({ file, asset, detection, seen }: FacePicture, now = Date.now()): Origin {
  if (asset) return { asset: asset.id };
  const input = now - seen < KEPT ? detection?.image.input : null;
  return input ? { input } : { file: file ?? new File([], '') };
}

/** The API numbers photos in this order: files, what it was sent before, assets. */
export const ORDER = (origin: Origin): number => ('file' in origin ? 0 : 'input' in origin ? 1 : 2);

/** Largest files that the studio takes. Bytes. */
export type Limits = Readonly<Record<FacePicture['kind'], number>>;

/** What the API takes at most. */
export const MOST_SOURCES = 8;

export const acceptedFor = (role: Role): Record<string, string[]> =>
  role === 'target' ? { ...ACCEPTED, ...ACCEPTED_VIDEO } : ACCEPTED;

/** Faces of a picture; none before they are known. */
export const facesOf = (picture: FacePicture | null | undefined) => picture?.detection?.faces ?? [];
