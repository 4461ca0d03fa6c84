import { describe, expect, it } from 'vitest';
import {
  draftSize,
  EMPTY_DRAFT,
  type ImageDraft,
  type ModelLimits,
  type Reference,
  toFields,
  withModel,
  withReference,
} from './draft';
import type { MaskEdit } from './mask';
import { fromRecipe, type ModelChoice } from './recipe';

const limits: ModelLimits = {
  factor: 16,
  min_size: 64,
  max_size: 256,
  width: 128,
  height: 128,
  steps: 20,
  min_steps: 10,
  guidance: 4,
  schedulers: ['euler_a', 'euler'],
  languages: ['es', 'en'],
};
const starter: ModelChoice = { id: 'starter', active: true, usable: true, limits };
const other: ModelChoice = { id: 'other', active: false, usable: true, limits };
const models = [starter, other];

const reference: Reference = { assetId: 'img_0_0', width: 160, height: 96 };
const dot: MaskEdit[] = [{ kind: 'stroke', erase: false, size: 20, points: [10, 10] }];

/** What the studio writes into a picture: the request with everything settled. */
const settled = (draft: ImageDraft) => ({
  ...draftSize(draft, limits),
  num_inference_steps: limits.steps,
  guidance_scale: limits.guidance,
  scheduler: null,
  model: 'starter',
  seed: 7,
  ...toFields(draft, limits),
});

describe('UX-36 use all settings', () => {
  it.each<[string, Partial<ImageDraft>]>([
    ['defaults', {}],
    ['a format and a preset', { aspect: '9:16', quality: 'high' }],
    ['own numbers', { steps: 11, guidance: 2.5, scheduler: 'euler', negativePrompt: 'texto' }],
    ['a size of its own', { aspect: { width: 256, height: 128 } }],
    ['another model', { model: 'other' }],
    ['a style and how the words are sent', { style: 'product', translate: true, prependPreprompt: false }],
    ['perturbed attention and faces', { pagScale: 3, faceRefine: true, facePrompt: 'sonrisa', faceStrength: 0.5 }],
    [
      'LoRAs',
      {
        loras: [
          { source: { asset_id: 'lora_1' }, title: 'lora_1', scale: 0.8, sha256: 'a'.repeat(64) },
          { source: { name: 'pintura' }, title: 'pintura', scale: -1, sha256: null },
          {
            source: { url: 'https://example.org/x.safetensors' },
            title: 'https://example.org/x.safetensors',
            scale: 1,
            sha256: null,
          },
        ],
      },
    ],
    ['a file of exact size', { outputSize: { width: 1080, height: 1920 }, aspect: '9:16', upscaler: 'lanczos' }],
    ['a format of the file', { outputFormat: 'webp', outputCompression: 60, background: 'transparent' }],
    ['a reference picture', { reference, strength: 0.3 }],
    ['a reference in another format', { reference, followReference: false, aspect: '9:16' }],
    ['a widened reference', { reference, outpaint: { left: 8, right: 0, top: 0, bottom: 24 }, maskBlur: 9 }],
  ])('gives back every control: %s', (_name, change) => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, prompt: 'un perro', seed: 7, ...change };
    expect(fromRecipe(settled(draft), models, true, { reference: draft.reference })).toEqual({ draft, missing: [] });
  });

  it('gives back what was painted where this browser still knows it, and says so where it does not', () => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, prompt: 'un perro', seed: 7, reference, mask: dot };
    const recipe = { ...settled(draft), mask_sha256: 'b'.repeat(64), strength: 1 };
    expect(fromRecipe(recipe, models, true, { reference, mask: dot })).toEqual({ draft, missing: [] });
    expect(fromRecipe(recipe, models, true, { reference }).missing).toEqual(['mask']);
  });

  it('says that the reference is gone', () => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, prompt: 'un perro', reference };
    const back = fromRecipe(settled(draft), models, true, { reference: null });
    expect(back.missing).toContain('reference');
    expect(back.draft.reference).toBeNull();
  });

  it('a remix keeps all but the seed', () => {
    const draft = { ...EMPTY_DRAFT, prompt: 'un perro', seed: 7 };
    expect(fromRecipe(settled(draft), models, false).draft.seed).toBeNull();
  });

  it('says what this studio cannot restore, and restores the rest', () => {
    const recipe = { prompt: 'a dog', model: 'gone', width: 1024, height: 1280, scheduler: 'ddim', seed: 3 };
    const { draft, missing } = fromRecipe(recipe, models, true);
    expect(missing).toEqual(['model', 'scheduler', 'size']);
    expect(draft).toMatchObject({ prompt: 'a dog', seed: 3, aspect: '4:5', scheduler: null, model: null });
  });

  it('says that an upload carries no recipe', () => {
    expect(fromRecipe(null, models, true).missing).toEqual(['recipe']);
  });
});

describe('the request', () => {
  it('leaves to the model what the person did not choose', () => {
    expect(toFields({ ...EMPTY_DRAFT, prompt: ' un perro ' }, limits)).toEqual({
      prompt: 'un perro',
      width: 128,
      height: 128,
      num_outputs: 1,
      include_base64: false,
    });
  });

  it('of a reference leaves the size to it, and names only what was changed', () => {
    expect(toFields({ ...EMPTY_DRAFT, prompt: 'x', reference }, limits)).toEqual({
      prompt: 'x',
      num_outputs: 1,
      image_asset_id: 'img_0_0',
      include_base64: false,
    });
  });

  it('of a painted reference carries the mask', () => {
    const fields = toFields(
      { ...EMPTY_DRAFT, prompt: 'x', reference, mask: dot, maskBlur: 12 },
      limits,
      'data:image/png,x',
    );
    expect(fields).toMatchObject({ image_asset_id: 'img_0_0', mask: 'data:image/png,x', mask_blur: 12 });
    expect(fields).not.toHaveProperty('width');
  });

  it('of a reference alone leaves out what only belongs to a file or a part', () => {
    const draft = { ...EMPTY_DRAFT, prompt: 'x', reference, maskBlur: 12, outputCompression: 50, upscaler: 'lanczos' };
    expect(Object.keys(toFields(draft, limits))).toEqual(['prompt', 'num_outputs', 'image_asset_id', 'include_base64']);
  });

  it('forces fewer steps than needed only when the person typed them', () => {
    expect(toFields({ ...EMPTY_DRAFT, prompt: 'x', steps: 3 }, limits)).toMatchObject({
      num_inference_steps: 3,
      force: true,
    });
  });
});

describe('UX-20 switching the model', () => {
  it('lets go of what the new model does not take', () => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, steps: 40, scheduler: 'ddim', quality: 'high' };
    const lightning = { ...limits, steps: 4, min_steps: 4 };
    expect(withModel(draft, 'lightning', lightning)).toMatchObject({
      model: 'lightning',
      steps: null,
      scheduler: null,
      quality: 'standard',
    });
  });
});

describe('the size of what will be made', () => {
  it('follows the reference at the size the model draws best', () => {
    const { width, height } = draftSize(
      { ...EMPTY_DRAFT, reference: { ...reference, width: 3000, height: 1500 } },
      limits,
    );
    expect(width / height).toBeCloseTo(2, 0);
    expect(width * height).toBeLessThan(limits.width * limits.height * 1.3);
  });

  it('is the reference itself, widened, when only a part is drawn', () => {
    const painted: ImageDraft = { ...EMPTY_DRAFT, reference, mask: dot };
    expect(draftSize(painted, limits)).toEqual({ width: 160, height: 96 });
    const outpaint = { left: 10, right: 20, top: 0, bottom: 4 };
    expect(draftSize({ ...painted, mask: [], outpaint }, limits)).toEqual({ width: 190, height: 100 });
  });
});

describe('another reference', () => {
  it('lets go of what was painted over the one before', () => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, reference, mask: dot, strength: 0.4 };
    const other = { ...reference, assetId: 'img_9_0' };
    expect(withReference(draft, other)).toMatchObject({ reference: other, mask: [], strength: 0.4 });
    expect(withReference(draft, null)).toMatchObject({ reference: null, mask: [], strength: null });
  });
});
