import { describe, expect, it } from 'vitest';
import { formatOf, PLATFORM, withMargins } from './delivery';
import { EMPTY_DRAFT, type ImageDraft } from './draft';

const square = { assetId: 'up_1', width: 900, height: 900 };
const toReels = { left: 0, right: 0, top: 350, bottom: 350 };
const referring = (fields: Partial<ImageDraft>): ImageDraft => ({ ...EMPTY_DRAFT, reference: square, ...fields });

describe('the file of a widened picture', () => {
  it('can be that of the format it is widened to, whatever format was chosen before', () => {
    expect(formatOf(referring({ outpaint: toReels }))).toBe('9:16');
    expect(formatOf(referring({ outpaint: toReels, followReference: false, aspect: '16:9' }))).toBe('9:16');
  });

  it('is not cropped back to the format it had', () => {
    const draft = referring({ outputSize: PLATFORM['1:1'] });
    expect(withMargins(draft, toReels)).toEqual({ outpaint: toReels, outputSize: PLATFORM['9:16'] });
  });

  it('keeps pixels of one’s own, and those of a platform when no other asks for the new format', () => {
    const own = { width: 700, height: 700 };
    expect(withMargins(referring({ outputSize: own }), toReels)).toEqual({ outpaint: toReels });
    const odd = { left: 0, right: 300, top: 0, bottom: 0 };
    expect(withMargins(referring({ outputSize: PLATFORM['1:1'] }), odd)).toEqual({ outpaint: odd });
  });
});
