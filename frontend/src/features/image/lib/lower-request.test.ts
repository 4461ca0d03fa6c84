import { describe, expect, it } from 'vitest';
import type { ModelLimits } from './draft';
import { lowerRequest } from './lower-request';

const limits: ModelLimits = {
  factor: 8,
  min_size: 64,
  max_size: 512,
  width: 256,
  height: 256,
  steps: 20,
  min_steps: 8,
  guidance: 4,
  schedulers: [],
  languages: ['en'],
};
const params = {
  prompt: 'x',
  width: 256,
  height: 256,
  image: null,
  mask: null,
  loras: [],
  pag_scale: 3,
  style: 'noir',
};

describe('UX-28 the same at a lower size', () => {
  it('keeps what the picture was drawn with', () => {
    expect(lowerRequest(params, limits)).toMatchObject({ width: 184, height: 184, pag_scale: 3, style: 'noir' });
  });

  it.each([
    ['a reference', { image: { path: '/x.png' } }],
    ['LoRAs', { loras: [{ path: '/x.safetensors' }] }],
  ])('is not offered for a job with %s, which it would silently lose', (_name, files) => {
    expect(lowerRequest({ ...params, ...files }, limits)).toBeNull();
  });
});
