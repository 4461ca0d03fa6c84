/** Changes to a list of scenes. */
import { type Item, joined, NEW_SCENE, NEW_VISUAL, type Scene, type VideoDraft, type Way } from './draft';

export const newScene = (fields: Partial<Scene> = {}): Scene => ({ ...NEW_SCENE, id: crypto.randomUUID(), ...fields });

export const changed = (scenes: readonly Scene[], id: string, fields: Partial<Scene>): Scene[] =>
  scenes.map((scene) => (scene.id === id ? { ...scene, ...fields } : scene));

/** The scene at `from` comes to stand at `to`, counted without it. */
export function moved(scenes: readonly Scene[], from: number, to: number): Scene[] {
  const others = scenes.filter((_, index) => index !== from);
  const scene = scenes[from];
  return scene ? others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, scene) : [...scenes];
}

/** The same again behind it. A recording belongs to its own words only. */
export function duplicated(scenes: readonly Scene[], id: string): Scene[] {
  const at = scenes.findIndex((scene) => scene.id === id);
  const scene = scenes[at];
  return scene ? scenes.toSpliced(at + 1, 0, { ...scene, id: crypto.randomUUID() }) : [...scenes];
}

/** One scene becomes two where the caret stands; both show the same. */
export function split(scenes: readonly Scene[], id: string, caret: number): Scene[] {
  const at = scenes.findIndex((scene) => scene.id === id);
  const scene = scenes[at];
  if (!scene) return [...scenes];
  const first = { ...scene, narration: scene.narration.slice(0, caret).trim() };
  const second = newScene({ visual: scene.visual, motion: scene.motion, transition: 'cut' });
  return scenes.toSpliced(at, 1, first, { ...second, narration: scene.narration.slice(caret).trim() });
}

/** The other way of making the video, with every word of this one. What stands over the presenter is the first scene's. */
export function switched(draft: VideoDraft, way: Way): VideoDraft {
  if (way === draft.way) return draft;
  if (way === 'presenter') {
    const { lowerThird, priceTag } = draft.scenes[0] ?? draft;
    return { ...draft, way, script: joined(draft.scenes), lowerThird, priceTag };
  }
  const unchanged = draft.scenes.length > 0 && draft.script === joined(draft.scenes);
  return { ...draft, way, scenes: withOverlays(draft, unchanged ? draft.scenes : scenesOf(draft)) };
}

/** What stands over the presenter, over the scene that was the first one, or else the one that is. */
function withOverlays({ scenes: before, lowerThird, priceTag }: VideoDraft, scenes: readonly Scene[]): Scene[] {
  const first = scenes.find(({ id }) => id === before[0]?.id) ?? scenes[0];
  return first ? changed(scenes, first.id, { lowerThird, priceTag }) : [];
}

/**
 * A scene for each line of the script. One that says what a scene said before keeps all of that scene; the others
 * keep the place they have, so that a corrected word loses no picture. Scenes without words stay behind their neighbour.
 */
function scenesOf({ script, scenes, presenter }: VideoDraft): Scene[] {
  const lines = script
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const spoken = scenes.filter(({ narration }) => narration.trim() !== '');
  const taken = new Set<string>();
  const exact = lines.map((words) => {
    const found = spoken.find(({ id, narration }) => !taken.has(id) && narration.trim() === words);
    if (found) taken.add(found.id);
    return found;
  });
  const made = lines.map((narration, place) => {
    const known = exact[place] ?? spoken.find(({ id }, at) => at === place && !taken.has(id));
    if (known) taken.add(known.id);
    return known ? { ...known, narration } : newScene({ narration, visual: presenter });
  });
  const silent = (after: string | null) => silentAfter(scenes, after);
  const all = [...silent(null), ...made.flatMap((scene) => [scene, ...silent(scene.id)])];
  const kept = new Set(all.map(({ id }) => id));
  const lost = scenes.filter(({ id, narration }) => narration.trim() === '' && !kept.has(id));
  const result = [...all, ...lost];
  return result.length > 0 ? result : [newScene({ visual: presenter.kind === 'avatar' ? presenter : NEW_VISUAL })];
}

/** Scenes without words that stood directly behind a scene, or at the start. */
function silentAfter(scenes: readonly Scene[], after: string | null): Scene[] {
  const start = after === null ? 0 : scenes.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) return [];
  const end = scenes.findIndex(({ narration }, index) => index >= start && narration.trim() !== '');
  return scenes.slice(start, end === -1 ? undefined : end);
}

/** A picture or a clip as one more scene; the words that are there stay. */
export function withPicture(draft: VideoDraft, item: Item): VideoDraft {
  const empty = draft.way === 'presenter' && draft.script.trim() === '';
  const scenes = empty ? draft.scenes : switched(draft, 'scenes').scenes;
  const visual = { ...NEW_VISUAL, kind: 'asset' as const, asset: item };
  const all = [...scenes, newScene({ visual })];
  return { ...draft, way: 'scenes', scenes: draft.way === 'presenter' ? withOverlays(draft, all) : all };
}
