/** Faces: finding them in a picture, and asking for a swap. */
import type { Schemas } from '@/services/api';
import { ApiError } from '@/services/errors';
import { sendForm, type UploadOptions } from '@/services/upload';

export type DetectedFace = Schemas['DetectedFace'];
/** The faces of a picture, the largest first. */
export type Detection = Schemas['Detection'];

/** A file, what the studio calls one it was sent before, or an asset of the library. */
export type Origin = { file: File } | { input: string } | { asset: string };

/** The faces of a picture, numbered as this engine does. Raises what `sendForm` raises. */
export async function detectFaces(origin: Origin, engine: Engine, options: UploadOptions): Promise<Detection> {
  const form = new FormData();
  append(form, { file: 'image', asset: 'image_asset_id' }, origin);
  form.append('engine', engine);
  return (await sendForm('/faces/detect', form, options)).body as Detection;
}

export type Engine = Schemas['Detection']['engine'];

export interface SwapFields {
  /** Sent as Idempotency-Key: a repeated click is one job. */
  id: string;
  sources: Origin[];
  target: Origin;
  /**
   * `source`: index in `sources`; without one the first, and whichever other photo of that person fits the pose best.
   * None: the studio decides, as for a video.
   */
  mapping: { source?: number; source_face: number; target_face: number }[] | null;
  engine: Engine;
  keepMouth: boolean;
  keepEyes: boolean;
  strength: number;
  enhance: boolean;
  label: boolean;
  force: boolean;
}

/** Asks for a swap to which everyone shown has agreed; the answer is the job, at once. */
export async function swapFaces(fields: SwapFields, options: UploadOptions): Promise<Schemas['Job']> {
  const headers = { Prefer: 'respond-async', 'Idempotency-Key': fields.id };
  const { body } = await sendForm('/face-swap', toForm(fields), { ...options, headers });
  const { job } = body as { job?: Schemas['Job'] };
  if (!job) throw new ApiError(500, { code: 'internal_error' });
  return job;
}

function toForm(fields: SwapFields): FormData {
  const form = new FormData();
  for (const source of fields.sources) append(form, SOURCE, source);
  append(form, TARGET, fields.target);
  form.append('consent', 'true');
  if (fields.mapping) form.append('mapping', JSON.stringify(fields.mapping));
  form.append('include_base64', 'false');
  form.append('engine', fields.engine);
  form.append('strength', String(fields.strength));
  const flags = {
    keep_mouth: 'keepMouth',
    keep_eyes: 'keepEyes',
    enhance: 'enhance',
    label: 'label',
    force: 'force',
  } as const;
  for (const [name, key] of Object.entries(flags)) if (fields[key]) form.append(name, 'true');
  return form;
}

const SOURCE = { file: 'source', input: 'source_inputs', asset: 'source_asset_ids' };
const TARGET = { file: 'target', input: 'target_input', asset: 'target_asset_id' };

type Names = Partial<typeof SOURCE> & { file: string; asset: string };

function append(form: FormData, names: Names, origin: Origin): void {
  if ('file' in origin) form.append(names.file, origin.file, origin.file.name);
  else if ('asset' in origin) form.append(names.asset, origin.asset);
  else form.append(names.input ?? '', origin.input);
}
