import { describe, expect, it } from '@jest/globals';
import { ReadAhead } from './read-ahead.js';

function after(concurrency: number, memoryQueue: number, ...durations: number[]): number {
  const readAhead = new ReadAhead(concurrency, memoryQueue);
  for (const ms of durations) readAhead.measure(ms);
  return readAhead.target;
}

describe('ReadAhead', () => {
  it('keeps about 250 ms of work', () => {
    expect(after(10, 1000, 100)).toBe(25);
    expect(after(1, 1000, 1000)).toBe(1);
  });

  it('fills the memory queue for handlers that do nothing', () => expect(after(8, 1000, 0)).toBe(1000));

  it('takes as many as can run at once while it knows nothing', () => expect(after(8, 1000)).toBe(8));

  it('never goes beyond the memory queue', () => expect(after(8, 3, 1)).toBe(3));

  it('follows handlers that become slow within some fifty runs', () => {
    expect(after(10, 1000, 0, ...Array.from({ length: 50 }, () => 100))).toBeLessThan(28);
  });
});
