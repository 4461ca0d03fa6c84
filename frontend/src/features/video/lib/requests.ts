/** What a draft becomes when it is sent. What the person left alone is left out, so that the studio decides. */
import { FIRST_INKS } from '@/theme/theme';
import {
  type Background,
  type Captions,
  type LowerThird,
  NEW_SCENE,
  type PriceTag,
  type Scene,
  type VideoDraft,
  type Visual,
} from './draft';

type Fields = Record<string, unknown>;

/** The two ways to ask for a video. */
export type VideoOrder =
  | { path: '/render-video'; fields: Fields }
  | { path: '/render-multi-scene'; fields: Fields & { scenes: Fields[] } };

/** `firstAvatar`: id of the one that "" stands for, as the page shows them. */
export function orderOf(draft: VideoDraft, firstAvatar: string): VideoOrder {
  if (draft.way === 'scenes') {
    const scenes = draft.scenes.map((scene) => sceneFields(scene, firstAvatar));
    return { path: '/render-multi-scene', fields: { scenes, ...globalFields(draft) } };
  }
  const { presenter, recording } = draft;
  const background = backgroundFields(presenter.background);
  const speaker = presenter.avatarId || firstAvatar;
  return {
    path: '/render-video',
    fields: {
      script: draft.script.trim(),
      ...(speaker && { avatar_id: speaker }),
      ...(background && { background }),
      ...(recording && { audio_asset_id: recording.id }),
      ...overlays(draft),
      ...globalFields(draft),
    },
  };
}

/** Where the person is: the scene, and how many characters of its narration stand before the caret. */
export interface Spot {
  scene: number;
  caret: number;
}

/** Characters as the studio counts them: an emoji is one. */
export const characters = (text: string, caret: number): number => [...text.slice(0, caret)].length;

/** The request for one frame. A preview never draws prompts nor needs a voice, so it may be asked for at each key. */
export function frameOf(draft: VideoDraft, firstAvatar: string, spot: Spot): Fields {
  const { preset: _, title: __, ...global } = globalFields(draft);
  const scenes =
    draft.way === 'scenes'
      ? draft.scenes.map((scene) => sceneFields(scene, firstAvatar))
      : [
          sceneFields(
            { ...NEW_SCENE, id: '', narration: draft.script, visual: draft.presenter, ...own(draft) },
            firstAvatar,
          ),
        ];
  const scene = Math.min(spot.scene, scenes.length - 1);
  return { scenes, ...global, scene, caret: spot.caret };
}

const own = ({ recording, lowerThird, priceTag }: VideoDraft) => ({ recording, lowerThird, priceTag });

function sceneFields(scene: Scene, firstAvatar: string): Fields {
  const { narration, caption, motion, transition, transitionS, durationS, recording } = scene;
  return {
    ...(narration.trim() && { narration }),
    ...(caption !== null && { caption }),
    visual: visualFields(scene.visual, firstAvatar),
    ...(motion !== NEW_SCENE.motion && { motion }),
    ...(transition !== NEW_SCENE.transition && { transition }),
    ...(transitionS !== NEW_SCENE.transitionS && { transition_s: transitionS }),
    ...(durationS !== null && { duration_s: durationS }),
    ...(recording && { audio_asset_id: recording.id }),
    ...overlays(scene),
  };
}

/** An unfinished choice is sent as the plain colour it looks like, never as nothing. */
function visualFields(visual: Visual, firstAvatar: string): Fields {
  const { kind, asset, prompt, color, avatarId, startS, volume, seed } = visual;
  const background = backgroundFields(visual.background);
  if (kind === 'avatar') return { avatar_id: avatarId || firstAvatar, ...(background && { background }) };
  if (kind === 'asset' && asset) {
    const clip = asset.type === 'video';
    return {
      asset_id: asset.id,
      ...(clip && startS > 0 && { start_s: startS }),
      ...(clip && volume > 0 && { volume }),
    };
  }
  if (kind === 'prompt' && prompt.trim()) return { prompt: prompt.trim(), ...(seed !== null && { seed }) };
  return { color: color || PLAIN };
}

/** Of a scene that shows nothing yet. */
export const PLAIN = FIRST_INKS[3] ?? '';

function backgroundFields({ kind, color, to, asset }: Background): Fields | null {
  if (kind === 'asset' && asset) return { asset_id: asset.id };
  return kind === 'color' ? { color: color || PLAIN, ...(to && { to }) } : null; // those that its controls show
}

function overlays({ lowerThird, priceTag }: { lowerThird: LowerThird; priceTag: PriceTag }): Fields {
  const title = lowerThird.title.trim();
  const price = priceTag.price.trim();
  return {
    ...(title && { lower_third: { title, ...rest({ subtitle: lowerThird.subtitle }) } }),
    ...(price && { price_tag: { price, ...rest({ before: priceTag.before }) } }),
  };
}

/** Texts that say something. */
const rest = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])));

function globalFields(draft: VideoDraft): Fields {
  const { voiceId, language, speed, aspect, platform, brand, label, preset, music, ending } = draft;
  return {
    ...(voiceId && { voice_id: voiceId }),
    ...(language && { language }),
    ...(speed !== 1 && { speed }),
    aspect,
    ...(platform !== 'all' && { platform }),
    captions: captionFields(draft.captions),
    ...(music.asset && { music_asset_id: music.asset.id }),
    ...(!music.asset && music.bed && { music: music.bed }),
    ...(music.volume !== 1 && { music_volume: music.volume }),
    ...(brand !== true && { brand }),
    ...(ending.on && {
      cta: {
        ...rest({ text: ending.text, headline: ending.headline, detail: ending.detail }),
        seconds: ending.seconds,
      },
    }),
    ...rest({ title: draft.title }),
    ...(label && { label }),
    preset,
  };
}

function captionFields({ style, position, text, active, box, font, size, uppercase }: Captions): Fields {
  const colors = { ...(text && { text }), ...(active && { active }), ...(box && { box }) };
  return {
    style,
    ...(position !== 'auto' && { position }),
    ...(Object.keys(colors).length > 0 && { colors }),
    ...(font && { font }),
    ...(size !== 1 && { size }),
    ...(uppercase && { uppercase }),
  };
}
