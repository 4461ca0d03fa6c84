import { describe, expect, it } from 'vitest';
import { NOTHING, type SelectionAction, selectionReducer } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const after = (...actions: SelectionAction[]) => [...actions.reduce(selectionReducer, NOTHING).ids].sort().join('');

describe('UX-46 multi-select', () => {
  it('adds and removes one at a time', () => {
    expect(after({ type: 'toggle', id: 'a' }, { type: 'toggle', id: 'c' }, { type: 'toggle', id: 'a' })).toBe('c');
  });

  it('Shift takes everything between, in either direction, and keeps the rest', () => {
    expect(after({ type: 'toggle', id: 'b' }, { type: 'range', id: 'd', order })).toBe('bcd');
    expect(after({ type: 'toggle', id: 'e' }, { type: 'toggle', id: 'c' }, { type: 'range', id: 'a', order })).toBe(
      'abce',
    );
  });

  it('Shift without a start takes one', () => {
    expect(after({ type: 'range', id: 'd', order })).toBe('d');
  });

  it('all, then nothing', () => {
    expect(after({ type: 'all', order })).toBe('abcde');
    expect(after({ type: 'all', order }, { type: 'clear' })).toBe('');
  });

  it('never acts on what left the list', () => {
    expect(after({ type: 'all', order }, { type: 'keep', order: ['a', 'd'] })).toBe('ad');
  });
});
