import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, type ImageDraft, type ModelLimits, toFields, withModel } from './draft';
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

/** What the studio writes into a picture: the request with everything settled. */
const settled = (draft: ImageDraft) => ({
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
  ])('gives back every control: %s', (_name, change) => {
    const draft: ImageDraft = { ...EMPTY_DRAFT, prompt: 'un perro', seed: 7, ...change };
    expect(fromRecipe(settled(draft), models, true)).toEqual({ draft, missing: [] });
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
