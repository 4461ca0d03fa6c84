import { describe, expect, it } from 'vitest';
import { placeOf, startedFrom } from './comparison';

describe('what a picture was made from', () => {
  it('is what its recipe names', () => {
    expect(startedFrom({ recipe: { image_asset_id: 'up_1' } })).toBe('up_1');
    expect(startedFrom({ recipe: { prompt: 'x' } })).toBeNull();
    expect(startedFrom({ recipe: null })).toBeNull();
  });

  it('lies where it was on the widened canvas', () => {
    const recipe = { outpaint: { left: 50, right: 50, top: 0, bottom: 100 } };
    expect(placeOf(recipe, { width: 100, height: 100 })).toEqual({ left: 0.25, top: 0, width: 0.5, height: 0.5 });
    expect(placeOf({}, { width: 100, height: 100 })).toBeUndefined();
  });
});
