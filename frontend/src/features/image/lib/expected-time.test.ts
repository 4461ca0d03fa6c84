import { describe, expect, it } from 'vitest';
import { expectedSeconds, type PastRun } from './expected-time';
import { isDistilled, qualityOf, stepsOf } from './quality';

const run: PastRun = {
  model: 'starter',
  width: 128,
  height: 128,
  steps: 20,
  outputs: 1,
  denoise_s: 4,
  total_s: 11,
  load_s: 6,
};
const plan = { model: 'starter', width: 128, height: 128, steps: 20, outputs: 1 };

describe('UX-19 the expected time comes from recent jobs', () => {
  it('is unknown before the first picture, and for a model that made none', () => {
    expect(expectedSeconds(plan, [])).toBeNull();
    expect(expectedSeconds({ ...plan, model: 'sdxl' }, [run])).toBeNull();
  });

  it('repeats a past run without its loading time', () => {
    expect(expectedSeconds(plan, [run])).toBeCloseTo(5);
  });

  it('grows with steps, pixels and outputs', () => {
    expect(expectedSeconds({ ...plan, steps: 40 }, [run])).toBeCloseTo(9);
    expect(expectedSeconds({ ...plan, outputs: 4 }, [run])).toBeCloseTo(20);
    expect(expectedSeconds({ ...plan, width: 256 }, [run])).toBeCloseTo(10);
  });

  it('is not thrown off by one slow run', () => {
    const slow = { ...run, denoise_s: 90, total_s: 100 };
    expect(expectedSeconds(plan, [run, run, slow])).toBeCloseTo(5);
  });
});

describe('UX-19 presets never go below what a model needs', () => {
  const starter = { steps: 20, min_steps: 10 };
  it('scales the steps of the model itself', () => {
    expect(stepsOf('draft', starter)).toBe(12);
    expect(stepsOf('standard', starter)).toBe(20);
    expect(stepsOf('high', starter)).toBe(32);
    expect(stepsOf('draft', { steps: 25, min_steps: 20 })).toBe(20);
  });

  it('leaves a distilled model at its own steps', () => {
    const lightning = { steps: 4, min_steps: 4 };
    expect(isDistilled(lightning)).toBe(true);
    expect(stepsOf('high', lightning)).toBe(4);
  });

  it('names the preset behind a number of steps', () => {
    expect(qualityOf(12, starter)).toBe('draft');
    expect(qualityOf(21, starter)).toBeNull();
  });
});
