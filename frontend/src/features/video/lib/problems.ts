/** Which control a refusal is about, from the field that the studio names: `scenes[2].visual.asset_id`, `scenes.2.narration`. */

import type { VideoDraft, Visual } from './draft';

export interface Place {
  /** null: it holds for the whole video. */
  scene: number | null;
  /** Without the scene: `visual.asset_id`, `voice_id`. */
  field: string;
}

export function placeOf(param: string | null | undefined): Place | null {
  if (!param) return null;
  const path = param.replace(/\[(\d+)\]/g, '.$1');
  const [, scene, field = ''] = /^scenes\.(\d+)(?:\.(.*))?$/.exec(path) ?? [];
  return scene === undefined ? { scene: null, field: path } : { scene: Number(scene), field };
}

/** Whether a refusal is about this control, or a part of it. */
export const isAbout = (place: Place | null, scene: number | null, ...fields: string[]): boolean =>
  place !== null &&
  place.scene === scene &&
  fields.some((field) => place.field === field || place.field.startsWith(`${field}.`));

/** What is still to be chosen before a video can be made, the first of it. */
export type Missing = 'script' | 'scenes' | 'visual.asset_id' | 'visual.prompt';

export function missingIn({ way, script, recording, scenes }: VideoDraft): { place: Place; missing: Missing } | null {
  if (way === 'presenter') {
    return script.trim() || recording ? null : { place: { scene: null, field: 'script' }, missing: 'script' };
  }
  if (scenes.length === 0) return { place: { scene: null, field: 'scenes' }, missing: 'scenes' };
  for (const [scene, { visual }] of scenes.entries()) {
    const missing = missingOf(visual);
    if (missing) return { place: { scene, field: missing }, missing };
  }
  return null;
}

function missingOf({ kind, asset, prompt }: Visual): Missing | null {
  if (kind === 'asset' && !asset) return 'visual.asset_id';
  return kind === 'prompt' && !prompt.trim() ? 'visual.prompt' : null;
}
