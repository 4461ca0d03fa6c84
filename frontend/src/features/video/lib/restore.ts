/** From a video's recipe, which is the request it was made from, back to the controls. */
import {
  ASPECT_IDS,
  type Background,
  CAPTION_PLACES,
  CAPTION_STYLES,
  type Captions,
  EMPTY_DRAFT,
  type Item,
  joined,
  MOTIONS,
  NEW_SCENE,
  NEW_VISUAL,
  NO_BACKGROUND,
  PLATFORMS,
  PRESETS,
  type Scene,
  TRANSITIONS,
  type VideoDraft,
  type Visual,
} from './draft';
import type { VideoOrder } from './requests';
import { newScene } from './scenes';

type Fields = Record<string, unknown>;
/** The library's items that a recipe names, as far as they are still there. */
export type Found = ReadonlyMap<string, Item>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown, usual: number) => (typeof value === 'number' && Number.isFinite(value) ? value : usual);
const record = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(record) : []);
const oneOf = <T extends string>(choices: readonly T[], value: unknown, usual: T): T =>
  choices.find((choice) => choice === value) ?? usual;

/** The request in a recipe; null for an asset that no request of ours made. */
export function requestOf(recipe: Fields | null): Fields | null {
  const request = record(recipe);
  return typeof request.script === 'string' || Array.isArray(request.scenes) || text(request.audio_asset_id)
    ? request
    : null;
}

/** The order of the same video at the quality for posting; null where it has that already, or nobody knows how it was made. */
export const finalOrder = (recipe: Fields | null): VideoOrder | null =>
  ['preview', 'draft'].includes(text(recipe?.preset)) ? again(recipe, { preset: 'final' }) : null;

/** The orders of the same video in every other format. */
export const otherFormats = (recipe: Fields | null): VideoOrder[] =>
  ASPECT_IDS.filter((aspect) => aspect !== (recipe?.aspect ?? '9:16')).flatMap(
    (aspect) => again(recipe, { aspect }) ?? [],
  );

function again(recipe: Fields | null, changes: Fields): VideoOrder | null {
  const request = requestOf(recipe);
  if (!request) return null;
  const { kind: _, ...asked } = request; // the recipe's own word
  const fields = { ...asked, ...changes };
  return Array.isArray(request.scenes)
    ? { path: '/render-multi-scene', fields: { ...fields, scenes: list(request.scenes) } }
    : { path: '/render-video', fields };
}

/** Ids of the library's items that a request names. */
export function itemsIn(request: Fields): string[] {
  const scenes = list(request.scenes);
  const visuals = scenes.map(({ visual }) => record(visual));
  const ids = [
    request.audio_asset_id,
    request.music_asset_id,
    record(request.background).asset_id,
    ...scenes.map(({ audio_asset_id }) => audio_asset_id),
    ...visuals.flatMap(({ asset_id, background }) => [asset_id, record(background).asset_id]),
  ];
  return [...new Set(ids.map(text).filter(Boolean))];
}

/** The draft that makes this video again. What is gone from the library is left out. */
export function fromRequest(request: Fields, found: Found): VideoDraft {
  const item = (id: unknown) => found.get(text(id)) ?? null;
  const scenes = list(request.scenes).map((scene) => sceneOf(scene, item));
  const music = text(request.music);
  const cta = request.cta ? record(request.cta) : null;
  const script = text(request.script);
  return {
    ...EMPTY_DRAFT,
    way: scenes.length > 0 ? 'scenes' : 'presenter',
    script: scenes.length > 0 ? joined(scenes) : script,
    scenes,
    presenter: {
      ...NEW_VISUAL,
      avatarId: text(request.avatar_id),
      background: backgroundOf(record(request.background), item),
    },
    recording: item(request.audio_asset_id),
    ...overlaysOf(request),
    language: request.language === 'es' || request.language === 'en' ? request.language : null,
    voiceId: text(request.voice_id),
    speed: number(request.speed, 1),
    aspect: oneOf(ASPECT_IDS, request.aspect, '9:16'),
    platform: oneOf(PLATFORMS, request.platform, 'all'),
    captions: captionsOf(record(request.captions)),
    music: { bed: music, asset: item(request.music_asset_id), volume: number(request.music_volume, 1) },
    brand: typeof request.brand === 'string' || request.brand === false ? request.brand : true,
    ending: cta
      ? {
          on: true,
          text: text(cta.text),
          headline: text(cta.headline),
          detail: text(cta.detail),
          seconds: number(cta.seconds, 3),
        }
      : EMPTY_DRAFT.ending,
    title: text(request.title),
    label: request.label === true,
    preset: oneOf(PRESETS, request.preset, 'final'),
  };
}

type FindItem = (id: unknown) => Item | null;

function sceneOf(scene: Fields, item: FindItem): Scene {
  return newScene({
    narration: text(scene.narration),
    caption: typeof scene.caption === 'string' ? scene.caption : null,
    visual: visualOf(record(scene.visual), item),
    motion: oneOf(MOTIONS, scene.motion, NEW_SCENE.motion),
    transition: oneOf(TRANSITIONS, scene.transition, NEW_SCENE.transition),
    transitionS: number(scene.transition_s, NEW_SCENE.transitionS),
    durationS: typeof scene.duration_s === 'number' ? scene.duration_s : null,
    recording: item(scene.audio_asset_id),
    ...overlaysOf(scene),
  });
}

function visualOf(visual: Fields, item: FindItem): Visual {
  const kind = visual.asset_id ? 'asset' : visual.prompt ? 'prompt' : visual.color ? 'color' : 'avatar';
  return {
    ...NEW_VISUAL,
    kind,
    asset: item(visual.asset_id),
    prompt: text(visual.prompt),
    color: text(visual.color),
    avatarId: text(visual.avatar_id),
    background: backgroundOf(record(visual.background), item),
    seed: typeof visual.seed === 'number' ? visual.seed : null,
    startS: number(visual.start_s, 0),
    volume: number(visual.volume, 0),
  };
}

function backgroundOf({ asset_id, color, to }: Fields, item: FindItem): Background {
  const asset = item(asset_id);
  if (asset) return { ...NO_BACKGROUND, kind: 'asset', asset };
  return text(color) ? { ...NO_BACKGROUND, kind: 'color', color: text(color), to: text(to) } : NO_BACKGROUND;
}

function overlaysOf(fields: Fields): Pick<Scene, 'lowerThird' | 'priceTag'> {
  const third = record(fields.lower_third);
  const tag = record(fields.price_tag);
  return {
    lowerThird: { title: text(third.title), subtitle: text(third.subtitle) },
    priceTag: { price: text(tag.price), before: text(tag.before) },
  };
}

function captionsOf(captions: Fields): Captions {
  const usual = EMPTY_DRAFT.captions;
  const colors = record(captions.colors);
  return {
    style: oneOf(CAPTION_STYLES, captions.style, usual.style),
    position:
      typeof captions.position === 'number' ? captions.position : oneOf(CAPTION_PLACES, captions.position, 'auto'),
    text: text(colors.text) || null,
    active: text(colors.active) || null,
    box: text(colors.box) || null,
    font: text(captions.font),
    size: number(captions.size, 1),
    uppercase: captions.uppercase === true,
  };
}
