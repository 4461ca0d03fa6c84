import { describe, expect, it } from 'vitest';
import { isFiltered, NO_FILTERS, readFilters, sinceOf, toQuery, writeFilters } from './library-filters';

describe('UX-44 filters live in the address', () => {
  it('survive a reload', () => {
    const filters = { q: 'perro rojo', type: 'image', favorite: true, period: 'week', sort: 'oldest' } as const;
    expect(readFilters(writeFilters(new URLSearchParams(), filters))).toEqual(filters);
  });

  it('leave the address clean when nothing is set, and other parameters alone', () => {
    const address = new URLSearchParams('q=x&type=image&asset=img_1_0');
    expect(writeFilters(address, NO_FILTERS).toString()).toBe('asset=img_1_0');
  });

  it('a hand-written address cannot break the page', () => {
    expect(readFilters(new URLSearchParams('type=cat&period=decade&sort=up&favorite=maybe'))).toEqual(NO_FILTERS);
  });

  it('knows an empty library from a search without a match', () => {
    expect(isFiltered({ ...NO_FILTERS, sort: 'oldest' })).toBe(false);
    expect(isFiltered({ ...NO_FILTERS, favorite: true })).toBe(true);
  });

  it('asks the server from local midnight, the same all day long', () => {
    const morning = new Date(2026, 10, 21, 8, 0);
    const evening = new Date(2026, 10, 21, 22, 30);
    expect(sinceOf('today', morning)).toBe(sinceOf('today', evening));
    expect(new Date(sinceOf('week', morning)).getDate()).toBe(15);
    expect(toQuery({ ...NO_FILTERS, period: 'month' }, morning).since).toBe(sinceOf('month', evening));
  });
});
