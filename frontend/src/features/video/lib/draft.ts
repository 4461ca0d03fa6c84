/** The video being prepared: the state behind every control of the tab. Plain data, kept in the browser. */

export const ASPECT_IDS = ['9:16', '1:1', '4:5', '16:9'] as const;
export type Aspect = (typeof ASPECT_IDS)[number];

/** Width over height, in whole numbers, and the pixels of the finished file. */
export const ASPECTS: Record<Aspect, { across: number; down: number; pixels: string }> = {
  '9:16': { across: 9, down: 16, pixels: '1080×1920' },
  '1:1': { across: 1, down: 1, pixels: '1080×1080' },
  '4:5': { across: 4, down: 5, pixels: '1080×1350' },
  '16:9': { across: 16, down: 9, pixels: '1920×1080' },
};

export const PLATFORMS = ['all', 'tiktok', 'reels', 'shorts', 'meta', 'youtube'] as const;
export const PRESETS = ['preview', 'draft', 'final'] as const;
export const CAPTION_STYLES = ['highlight', 'pop', 'box', 'one_word', 'karaoke', 'plain', 'none'] as const;
export const CAPTION_PLACES = ['auto', 'top', 'middle', 'bottom'] as const;
export const MOTIONS = ['auto', 'none', 'zoom_in', 'zoom_out', 'pan_left', 'pan_right', 'pan_up', 'pan_down'] as const;
export const TRANSITIONS = ['cut', 'fade', 'slide', 'wipe', 'zoom', 'push'] as const;
export const VISUALS = ['avatar', 'asset', 'prompt', 'color'] as const;

export type Platform = (typeof PLATFORMS)[number];
export type Preset = (typeof PRESETS)[number];
export type CaptionStyle = (typeof CAPTION_STYLES)[number];
export type CaptionPlace = (typeof CAPTION_PLACES)[number];
export type Motion = (typeof MOTIONS)[number];
export type TransitionKind = (typeof TRANSITIONS)[number];
export type VisualKind = (typeof VISUALS)[number];
export type Way = 'presenter' | 'scenes';
export type SpokenLanguage = 'es' | 'en';

/** The API's own limits. */
export const LONGEST_SCRIPT = 20_000;
export const MOST_SCENES = 60;

/** As much of a library item as the tab shows of it. */
export interface Item {
  id: string;
  type: 'image' | 'video' | 'audio';
  name: string;
  url: string;
  thumbnailUrl: string | null;
  /** Of sound and video, in seconds. */
  seconds: number | null;
}

/** Behind an avatar. `brand`: its colours. */
export interface Background {
  kind: 'brand' | 'color' | 'asset';
  color: string;
  /** At the bottom, where `color` is at the top; "": the same. */
  to: string;
  asset: Item | null;
}

/** What a scene shows: of all that was entered, what `kind` names. The rest is kept for a changed mind. */
export interface Visual {
  kind: VisualKind;
  asset: Item | null;
  prompt: string;
  color: string;
  /** "": the first avatar. */
  avatarId: string;
  background: Background;
  seed: number | null;
  /** Where a video begins, and how loud its own sound is. */
  startS: number;
  volume: number;
}

export interface LowerThird {
  title: string;
  subtitle: string;
}

export interface PriceTag {
  price: string;
  before: string;
}

export interface Scene {
  /** For the page only: what keeps a scene itself while it moves. */
  id: string;
  narration: string;
  /** Shown in place of the narration's words; null: those words. */
  caption: string | null;
  visual: Visual;
  motion: Motion;
  transition: TransitionKind;
  transitionS: number;
  /** At least so long; null: as long as its narration. */
  durationS: number | null;
  recording: Item | null;
  lowerThird: LowerThird;
  priceTag: PriceTag;
}

export interface Captions {
  style: CaptionStyle;
  /** Or a share of the height, 0 to 1. */
  position: CaptionPlace | number;
  text: string | null;
  active: string | null;
  box: string | null;
  /** "": the brand's, or the style's own. */
  font: string;
  size: number;
  uppercase: boolean;
}

export interface Ending {
  on: boolean;
  text: string;
  headline: string;
  detail: string;
  seconds: number;
}

export interface VideoDraft {
  way: Way;
  script: string;
  /** The presenter's, when there are no scenes. */
  presenter: Visual;
  lowerThird: LowerThird;
  priceTag: PriceTag;
  recording: Item | null;
  scenes: Scene[];
  /** null: found in the script. */
  language: SpokenLanguage | null;
  /** "": the best one for the language. */
  voiceId: string;
  speed: number;
  aspect: Aspect;
  platform: Platform;
  captions: Captions;
  /** A built-in bed or a sound of the library; neither: no music. */
  music: { bed: string; asset: Item | null; volume: number };
  /** A brand's id; true: the default one; false: none. */
  brand: string | boolean;
  ending: Ending;
  title: string;
  label: boolean;
  preset: Preset;
}

export const NO_BACKGROUND: Background = { kind: 'brand', color: '', to: '', asset: null };

export const NEW_VISUAL: Visual = {
  kind: 'avatar',
  asset: null,
  prompt: '',
  color: '',
  avatarId: '',
  background: NO_BACKGROUND,
  seed: null,
  startS: 0,
  volume: 0,
};

export const NEW_SCENE: Omit<Scene, 'id'> = {
  narration: '',
  caption: null,
  visual: NEW_VISUAL,
  motion: 'auto',
  transition: 'fade',
  transitionS: 0.4,
  durationS: null,
  recording: null,
  lowerThird: { title: '', subtitle: '' },
  priceTag: { price: '', before: '' },
};

export const EMPTY_DRAFT: VideoDraft = {
  way: 'presenter',
  script: '',
  presenter: NEW_VISUAL,
  lowerThird: { title: '', subtitle: '' },
  priceTag: { price: '', before: '' },
  recording: null,
  scenes: [],
  language: null,
  voiceId: '',
  speed: 1,
  aspect: '9:16',
  platform: 'all',
  captions: {
    style: 'highlight',
    position: 'auto',
    text: null,
    active: null,
    box: null,
    font: '',
    size: 1,
    uppercase: false,
  },
  music: { bed: '', asset: null, volume: 1 },
  brand: true,
  ending: { on: false, text: '', headline: '', detail: '', seconds: 3 },
  title: '',
  label: false,
  preset: 'final', // what can be posted, as the API's own default; a draft is asked for
};

/** All that is said, whichever way the video is made. */
export const wholeScript = (draft: VideoDraft): string =>
  draft.way === 'presenter' ? draft.script : joined(draft.scenes);

/** What the studio is asked about a draft's words. */
export const lengthRequest = (draft: VideoDraft) => ({
  script: wholeScript(draft),
  language: draft.language,
  speed: draft.speed,
  brand: draft.brand,
});

/** The narrations of scenes as one script, a blank line between two. */
export const joined = (scenes: readonly Scene[]): string =>
  scenes
    .map(({ narration }) => narration.trim())
    .filter(Boolean)
    .join('\n\n');

/** A draft that an earlier page kept, with a default for each field it did not know. */
export function completed(kept: Partial<VideoDraft> | undefined): VideoDraft {
  if (!kept) return EMPTY_DRAFT;
  const visual = (one: Partial<Visual> | undefined): Visual => ({
    ...NEW_VISUAL,
    ...one,
    background: { ...NO_BACKGROUND, ...one?.background },
  });
  return {
    ...EMPTY_DRAFT,
    ...kept,
    presenter: visual(kept.presenter),
    captions: { ...EMPTY_DRAFT.captions, ...kept.captions },
    music: { ...EMPTY_DRAFT.music, ...kept.music },
    ending: { ...EMPTY_DRAFT.ending, ...kept.ending },
    scenes: (kept.scenes ?? []).map((scene) => ({ ...NEW_SCENE, ...scene, visual: visual(scene.visual) })),
  };
}
