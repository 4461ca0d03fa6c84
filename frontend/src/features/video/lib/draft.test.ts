import { describe, expect, it } from 'vitest';
import { completed, EMPTY_DRAFT, type Item, NEW_VISUAL } from './draft';
import { roughLength } from './length';
import { isAbout, missingIn, placeOf } from './problems';
import { characters, frameOf, orderOf, PLAIN } from './requests';
import { fromRequest, itemsIn, requestOf } from './restore';
import { changed, duplicated, moved, newScene, split, switched, withPicture } from './scenes';

const photo: Item = { id: 'up_1_0', type: 'image', name: 'pan', url: '/a', thumbnailUrl: null, seconds: null };
const shown = { ...NEW_VISUAL, kind: 'asset' as const, asset: photo };
const texts = (scenes: { narration: string }[]) => scenes.map(({ narration }) => narration);

describe('switching between a presenter and scenes', () => {
  it('keeps every word, a scene for each line', () => {
    const draft = { ...EMPTY_DRAFT, script: 'Hola.\nEsto es pan.\n \nAdiós.' };
    const scenes = switched(draft, 'scenes');
    expect(texts(scenes.scenes)).toEqual(['Hola.', 'Esto es pan.', 'Adiós.']);
    expect(switched(scenes, 'presenter').script).toBe('Hola.\n\nEsto es pan.\n\nAdiós.');
  });

  it('keeps the pictures of scenes whose words were not touched, also when one before them is new', () => {
    const scenes = [
      newScene({ narration: 'Hola.' }),
      newScene({ narration: 'Pan.', visual: shown }),
      newScene({ visual: shown }),
    ];
    const there = switched({ ...EMPTY_DRAFT, way: 'scenes', scenes }, 'presenter');
    expect(switched(there, 'scenes').scenes).toEqual(scenes);
    const back = switched({ ...there, script: `Mira.\n\n${there.script}` }, 'scenes').scenes;
    expect(texts(back)).toEqual(['Mira.', 'Hola.', 'Pan.', '']);
    expect(back[2]).toEqual(scenes[1]);
    expect(back[3]).toEqual(scenes[2]);
  });

  it('a corrected word loses no picture', () => {
    const scenes = [newScene({ narration: 'Ola.', visual: shown }), newScene({ narration: 'Pan.' })];
    const back = switched({ ...EMPTY_DRAFT, script: 'Hola.\n\nPan.', scenes }, 'scenes').scenes;
    expect(back[0]).toMatchObject({ id: scenes[0]?.id, narration: 'Hola.', visual: shown });
  });

  it('takes name and price along into the first scene, and back', () => {
    const priceTag = { price: 'S/ 5', before: 'S/ 8' };
    const named = { ...EMPTY_DRAFT, script: 'Hola.\nPan.', lowerThird: { title: 'Ana', subtitle: '' }, priceTag };
    const there = switched(named, 'scenes');
    expect(there.scenes.map((scene) => scene.lowerThird.title)).toEqual(['Ana', '']);
    expect(there.scenes[0]?.priceTag).toEqual(priceTag);
    const cheaper = changed(there.scenes, there.scenes[0]?.id ?? '', { priceTag: { price: 'S/ 4', before: '' } });
    const back = switched({ ...there, scenes: cheaper }, 'presenter');
    expect(back).toMatchObject({ lowerThird: named.lowerThird, priceTag: { price: 'S/ 4' } });
    const again = switched({ ...back, script: `Mira.\n${back.script}` }, 'scenes').scenes;
    expect(again.map((scene) => scene.priceTag.price)).toEqual(['', 'S/ 4', '']);
  });

  it('a picture that is brought becomes a scene behind the words that are there', () => {
    const draft = withPicture({ ...EMPTY_DRAFT, script: 'Hola.' }, photo);
    expect(draft.way).toBe('scenes');
    expect(texts(draft.scenes)).toEqual(['Hola.', '']);
    expect(draft.scenes[1]?.visual.asset).toEqual(photo);
  });
});

describe('scenes', () => {
  const list = ['a', 'b', 'c'].map((narration) => newScene({ narration }));
  const order = (scenes: { narration: string }[]) => texts(scenes).join('');

  it('move, are copied behind themselves and split at the caret', () => {
    expect(order(moved(list, 0, 2))).toBe('bca');
    expect(order(moved(list, 2, 0))).toBe('cab');
    const copy = duplicated(list, list[1]?.id ?? '');
    expect(order(copy)).toBe('abbc');
    expect(new Set(copy.map(({ id }) => id)).size).toBe(4);
    const long = [newScene({ narration: 'Hola. Adiós.', visual: shown })];
    const parts = split(long, long[0]?.id ?? '', 5);
    expect(texts(parts)).toEqual(['Hola.', 'Adiós.']);
    expect(parts[1]?.visual).toEqual(shown);
  });
});

describe('requests', () => {
  it('say only what was chosen', () => {
    expect(orderOf({ ...EMPTY_DRAFT, script: ' Hola. ' }, 'ana')).toEqual({
      path: '/render-video',
      fields: { script: 'Hola.', avatar_id: 'ana', aspect: '9:16', captions: { style: 'highlight' }, preset: 'final' },
    });
    const presenter = {
      ...EMPTY_DRAFT.presenter,
      background: { kind: 'color' as const, color: '', to: '', asset: null },
    };
    expect(orderOf({ ...EMPTY_DRAFT, presenter }, 'ana').fields.background).toEqual({ color: PLAIN });
    const scenes = [newScene({ narration: 'Hola.', durationS: 4, priceTag: { price: 'S/ 5', before: '' } })];
    expect(orderOf({ ...EMPTY_DRAFT, way: 'scenes', scenes }, 'ana').fields.scenes).toEqual([
      { narration: 'Hola.', visual: { avatar_id: 'ana' }, duration_s: 4, price_tag: { price: 'S/ 5' } },
    ]);
  });

  it('for a frame name the scene and the caret, counted in characters as the studio does', () => {
    expect(characters('🍔 pan', 3)).toBe(2);
    const draft = { ...EMPTY_DRAFT, script: '🍔 pan' };
    expect(frameOf(draft, 'ana', { scene: 4, caret: 2 })).toMatchObject({ scene: 0, caret: 2 });
    expect(frameOf(draft, 'ana', { scene: 0, caret: 2 })).not.toHaveProperty('preset');
  });

  it('come back from a recipe as the same controls', () => {
    const draft = {
      ...EMPTY_DRAFT,
      way: 'scenes' as const,
      scenes: [
        newScene({ narration: 'Hola.', visual: shown, transition: 'wipe', lowerThird: { title: 'Ana', subtitle: '' } }),
      ],
      captions: { ...EMPTY_DRAFT.captions, style: 'box' as const, position: 0.3, active: '#ff0000' },
      music: { bed: 'calm', asset: null, volume: 0.5 },
      ending: { on: true, text: 'Pide ya', headline: '', detail: '', seconds: 4 },
      brand: false,
      speed: 1.2,
    };
    const request = { ...orderOf(draft, 'ana').fields };
    expect(requestOf({ kind: 'video', ...request })).toMatchObject(request);
    expect(itemsIn(request)).toEqual(['up_1_0']);
    const back = fromRequest(request, new Map([['up_1_0', photo]]));
    expect(orderOf(back, 'ana').fields).toEqual(request);
    expect(requestOf({ prompt: 'un perro' })).toBeNull();
    const gradient = { script: 'Hola.', background: { color: '#101010', to: '#202020' } };
    expect(orderOf(fromRequest(gradient, new Map()), 'ana').fields.background).toEqual(gradient.background);
  });
});

describe('a refusal', () => {
  it('is about the control it names', () => {
    const place = placeOf('scenes[2].visual.asset_id');
    expect(place).toEqual({ scene: 2, field: 'visual.asset_id' });
    expect(isAbout(place, 2, 'visual')).toBe(true);
    expect(isAbout(place, 1, 'visual')).toBe(false);
    expect(isAbout(placeOf('scenes.0.narration'), 0, 'narration')).toBe(true);
    expect(isAbout(placeOf('voice_id'), null, 'voice')).toBe(false);
    expect(placeOf(null)).toBeNull();
  });

  it('comes before anything is sent when something is still to be chosen', () => {
    expect(missingIn(EMPTY_DRAFT)?.missing).toBe('script');
    const scenes = [newScene({ narration: 'Hola.' }), newScene({ visual: { ...shown, asset: null } })];
    expect(missingIn({ ...EMPTY_DRAFT, way: 'scenes', scenes })).toEqual({
      place: { scene: 1, field: 'visual.asset_id' },
      missing: 'visual.asset_id',
    });
  });
});

describe('the length', () => {
  it('counts words, speed and the pauses that were asked for', () => {
    const plain = roughLength('Hola a todos.', 1);
    expect(plain.words).toBe(3);
    expect(roughLength('Hola [pause 500ms] a todos.', 1).seconds - plain.seconds).toBeCloseTo(0.5);
    expect(roughLength('Hola [pausa 1,5 s] a todos.', 1).seconds - plain.seconds).toBeCloseTo(1.5);
    expect(roughLength('Hola a todos.', 2).seconds).toBeCloseTo(plain.seconds / 2);
    expect(roughLength('', 1)).toEqual({ words: 0, seconds: 0 });
  });
});

it('a draft of an older page gets a default for what it did not know', () => {
  const kept = { script: 'Hola.', scenes: [{ id: 'a', narration: 'x', visual: { kind: 'color' } }] } as never;
  const draft = completed(kept);
  expect(draft.script).toBe('Hola.');
  expect(draft.scenes[0]).toMatchObject({ motion: 'auto', visual: { kind: 'color', background: { kind: 'brand' } } });
});
