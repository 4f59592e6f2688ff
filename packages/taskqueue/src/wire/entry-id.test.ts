import { describe, expect, it } from '@jest/globals';
import { addedAtMs, compareEntryIds, entryIdAfter } from './entry-id.js';

describe('entry ids', () => {
  it('count upwards in their sequence', () => {
    expect(entryIdAfter('1795408526011-9', 0)).toBe('1795408526011-9');
    expect(entryIdAfter('1795408526011-9', 5)).toBe('1795408526011-14');
  });

  it('say when they were added', () => expect(addedAtMs('1795408526011-9')).toBe(1795408526011));

  it('are ordered by time, then by number', () => {
    const ids = ['1795408526011-10', '1795408526011-9', '1795408526010-100', '5-0'];
    expect(ids.sort(compareEntryIds)).toEqual(['5-0', '1795408526010-100', '1795408526011-9', '1795408526011-10']);
    expect(compareEntryIds('1-1', '1-1')).toBe(0);
  });
});
