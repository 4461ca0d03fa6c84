import { describe, expect, it } from 'vitest';
import { fitScale } from './zoom';

const stage = { width: 1000, height: 700 };

describe('UX-32 a picture in the viewer is never a blur', () => {
  it('shrinks a large picture into the stage', () => {
    expect(fitScale({ width: 2000, height: 1000 }, stage)).toBe(0.5);
    expect(fitScale({ width: 832, height: 1400 }, stage)).toBe(0.5);
  });

  it('enlarges a small one in whole steps, up to three', () => {
    expect(fitScale({ width: 128, height: 128 }, stage)).toBe(3);
    expect(fitScale({ width: 256, height: 256 }, stage)).toBe(2);
    expect(fitScale({ width: 640, height: 480 }, stage)).toBe(1);
  });

  it('waits for the stage to be measured', () => {
    expect(fitScale({ width: 128, height: 128 }, { width: 0, height: 0 })).toBe(1);
  });
});
