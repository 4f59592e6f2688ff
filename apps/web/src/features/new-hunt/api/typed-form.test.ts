import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DraftForm } from './draft-form.js';
import { forgetTyped, rememberTyped, withTyped } from './typed-form.js';

const store = new Map<string, string>();
const initial: DraftForm = {
  name: 'Lamps',
  words: [],
  without: [],
  from: '',
  to: '',
  currency: 'EUR',
  interval: '300',
  channels: undefined,
  pricePlace: undefined,
  stockPlace: undefined,
};

beforeEach(() => {
  store.clear();
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (name: string) => store.get(name) ?? null,
      setItem: (name: string, value: string) => void store.set(name, value),
      removeItem: (name: string) => void store.delete(name),
    },
  });
});

describe('what was typed beside a draft', () => {
  it('is there again, for that draft alone, until it is kept', () => {
    const typed: DraftForm = { ...initial, name: 'Mine', without: ['repair'], channels: ['3'], pricePlace: 'b.price' };
    rememberTyped(7, typed);
    expect(withTyped(7, initial)).toEqual(typed);
    expect(withTyped(8, initial)).toEqual(initial);
    forgetTyped(7);
    expect(withTyped(7, initial)).toEqual(initial);
  });

  it.each(['nonsense', '5', '[]', '{"name":5,"words":"a","without":[1],"toString":"x"}'])(
    'is not taken where it is %s',
    (kept) => {
      store.set('goodshunter.draft.7', kept);
      expect(withTyped(7, initial)).toEqual(initial);
    },
  );
});
