import { describe, expect, it } from 'vitest';
import { drawEdits, type MaskEdit, type Pen, paintsAnything } from './mask';

const paint: MaskEdit = { kind: 'stroke', erase: false, size: 10, points: [0, 0, 5, 5] };
const erase: MaskEdit = { kind: 'stroke', erase: true, size: 4, points: [2, 2] };

/** A pen that notes what it does, and in which mode. */
function notingPen(): { pen: Pen; did: string[] } {
  const did: string[] = [];
  const state = { globalCompositeOperation: 'source-over' };
  const pen = new Proxy(state as unknown as Pen, {
    get: (_target, name) => {
      if (name === 'globalCompositeOperation') return state.globalCompositeOperation;
      return (...values: number[]) => {
        if (name === 'fill' || name === 'stroke' || name === 'fillRect') {
          did.push(`${name} ${state.globalCompositeOperation}`);
        }
        if (name === 'restore') state.globalCompositeOperation = 'source-over';
        return values;
      };
    },
    set: (_target, name, value) => {
      if (name === 'globalCompositeOperation') state.globalCompositeOperation = value;
      return true;
    },
  });
  return { pen, did };
}

describe('what was painted', () => {
  it.each<[string, MaskEdit[], boolean]>([
    ['nothing', [], false],
    ['a stroke', [paint], true],
    ['only the eraser', [erase], false],
    ['cleared', [paint, { kind: 'clear' }], false],
    ['painted again after clearing', [paint, { kind: 'clear' }, paint], true],
    ['nothing, inverted: everything', [{ kind: 'invert' }], true],
  ])('%s', (_name, edits, painted) => {
    expect(paintsAnything(edits)).toBe(painted);
  });

  it('is drawn in order, the eraser taking away, and nothing from before the last clearing', () => {
    const { pen, did } = notingPen();
    drawEdits(pen, [paint, { kind: 'clear' }, paint, erase, { kind: 'invert' }], { width: 20, height: 20 }, 'white');
    expect(did).toEqual(['stroke source-over', 'fill destination-out', 'fillRect xor']);
  });
});
