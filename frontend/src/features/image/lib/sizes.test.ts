import { describe, expect, it } from 'vitest';
import { ASPECT_IDS, aspectOf, isAllowed, lowerSize, type SizeLimits, sizeOf } from './sizes';

const starter: SizeLimits = { factor: 16, min_size: 64, max_size: 256, width: 128, height: 128 };
const sdxl: SizeLimits = { factor: 8, min_size: 512, max_size: 1536, width: 1024, height: 1024 };

describe('UX-16 sizes come from the model, not from a table', () => {
  it.each([
    ['starter', starter],
    ['sdxl', sdxl],
  ])('%s takes every format it is offered, and each is read back as itself', (_name, limits) => {
    for (const aspect of ASPECT_IDS) {
      const size = sizeOf(aspect, limits);
      expect(isAllowed(size, limits)).toBe(true);
      expect(aspectOf(size)).toBe(aspect);
      expect(size.width * size.height).toBeGreaterThan(0.8 * limits.width * limits.height);
      expect(size.width * size.height).toBeLessThan(1.25 * limits.width * limits.height);
    }
  });

  it('the square of a square model is its own default size', () => {
    expect(sizeOf('1:1', starter)).toEqual({ width: 128, height: 128 });
    expect(sizeOf('1:1', sdxl)).toEqual({ width: 1024, height: 1024 });
  });

  it('a size between formats is called its own', () => {
    expect(aspectOf({ width: 256, height: 128 })).toBeNull();
  });
});

describe('UX-28 retry at lower size', () => {
  it('keeps the format and needs less memory', () => {
    const lower = lowerSize({ width: 832, height: 1024 }, sdxl);
    expect(lower).not.toBeNull();
    expect(aspectOf(lower ?? { width: 1, height: 9 })).toBe('4:5');
    expect((lower?.width ?? 0) * (lower?.height ?? 0)).toBeLessThan(832 * 1024 * 0.7);
  });

  it('is not offered at the smallest size', () => {
    expect(lowerSize({ width: 64, height: 64 }, starter)).toBeNull();
  });
});
