import { describe, expect, it } from '@jest/globals';
import { latch } from './latch.js';
import { manualClock } from './manual-clock.js';
import { waitFor } from './wait-for.js';

describe('manualClock', () => {
  it('runs timers in the order they fall due, each at its own instant', () => {
    const clock = manualClock(1000);
    const seen: [string, number][] = [];
    clock.setTimeout(() => seen.push(['late', clock.now()]), 20);
    clock.setTimeout(() => {
      seen.push(['early', clock.now()]);
      clock.setTimeout(() => seen.push(['nested', clock.now()]), 5);
    }, 10);
    const cancel = clock.setTimeout(() => seen.push(['cancelled', clock.now()]), 12);
    cancel();
    clock.advance(19);
    expect(seen).toEqual([
      ['early', 1010],
      ['nested', 1015],
    ]);
    clock.advance(1);
    expect(seen.at(-1)).toEqual(['late', 1020]);
  });
});

describe('latch', () => {
  it('opens once, with its first value', async () => {
    const door = latch<number>();
    expect(door.isOpen).toBe(false);
    door.open(1);
    door.open(2);
    expect(await door.opened).toBe(1);
    expect(door.isOpen).toBe(true);
  });
});

describe('waitFor', () => {
  it('resolves to the first truthy answer', async () => {
    let looks = 0;
    expect(await waitFor(() => (++looks === 3 ? 'there' : ''), { everyMs: 1 })).toBe('there');
  });

  it('says what it waited for, and why the last look failed', async () => {
    const cause = new Error('refused');
    const look = () => Promise.reject(cause);
    await expect(waitFor(look, { timeoutMs: 20, what: 'the door' })).rejects.toMatchObject({
      message: 'the door did not come true within 20 ms',
      cause,
    });
  });
});
