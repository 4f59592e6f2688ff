import { describe, expect, it } from '@jest/globals';
import { CrawlSlots } from './crawl-slots.js';

describe('CrawlSlots', () => {
  it('is full when all slots are taken, and has room again when one is given back', () => {
    const slots = new CrawlSlots({ slots: 2 });
    const first = slots.take('a');
    slots.take('b');
    expect(slots.take('c')).toBe('full');
    if (typeof first === 'string') throw new Error('no slot');
    first();
    first();
    expect(slots.busy).toBe(1);
    expect(slots.take('c')).toEqual(expect.any(Function));
    expect(slots.take('d')).toBe('full');
  });

  it('keeps room for other hosts', () => {
    const slots = new CrawlSlots({ slots: 4 });
    const taken = slots.take('a');
    slots.take('a');
    expect(slots.take('a')).toBe('host_busy');
    expect(slots.take('b')).toEqual(expect.any(Function));
    if (typeof taken !== 'string') taken();
    expect(slots.take('a')).toEqual(expect.any(Function));
  });

  it('lets hosts without a limit have all slots', () => {
    const slots = new CrawlSlots({ slots: 3 });
    for (let i = 0; i < 3; i++) expect(slots.take(undefined)).toEqual(expect.any(Function));
    expect(slots.take(undefined)).toBe('full');
  });
});
