import { describe, expect, it } from '@jest/globals';
import { DOUBT_MS, judgeDrop } from './judge-drop.js';
import type { SeenItem } from './seen-item.js';

const listed = (count: number, misses = 0) => Array.from({ length: count }, () => ({ misses }) as SeenItem);
const judge = (there: number, lost: number, doubtedForMs: number | null = null, gone = 0) => {
  const missing = [...listed(lost), ...listed(gone, 2)];
  return judgeDrop([...listed(there), ...missing], missing, doubtedForMs);
};

describe('judgeDrop', () => {
  it.each([
    [0, 3, 'doubted'],
    [0, 1000, 'doubted'],
    [20, 20, 'doubted'],
    [3, 3, 'doubted'],
    [4, 3, 'ordinary'],
    [21, 20, 'ordinary'],
    [0, 2, 'ordinary'],
    [1000, 30, 'ordinary'],
    [5, 0, 'ordinary'],
  ])('%d are there and %d missing: %s', (there, lost, drop) => {
    expect(judge(there, lost)).toBe(drop);
  });

  it('believes what has stayed so for an hour, and not before', () => {
    expect(judge(0, 10, 0)).toBe('doubted');
    expect(judge(0, 10, DOUBT_MS - 1)).toBe('doubted');
    expect(judge(0, 10, DOUBT_MS)).toBe('believed');
    expect(judge(10, 1, DOUBT_MS)).toBe('ordinary');
  });

  it('does not count what has been gone before', () => {
    expect(judge(5, 2, null, 500)).toBe('ordinary');
    expect(judge(0, 0, null, 500)).toBe('ordinary');
  });
});
