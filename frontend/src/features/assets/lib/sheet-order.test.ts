import { expect, it } from 'vitest';
import { inJobOrder } from './sheet-order';

const made = (id: string, job_id: string | null) => ({ id, job_id });

it('UX-32 variations stand in the order they were asked for, jobs newest first, uploads as they come', () => {
  const newestFirst = [made('b1', 'b'), made('b0', 'b'), made('u2', null), made('u1', null), made('a0', 'a')];
  expect(inJobOrder(newestFirst).map(({ id }) => id)).toEqual(['b0', 'b1', 'u2', 'u1', 'a0']);
});
