import { expect, it } from '@jest/globals';
import { estimateWeek } from './estimate-week.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const at = (publishedAt: string | null) => ({ publishedAt });

it('counts what is in by the days of the shop, oldest first', () => {
  const ins = [
    at('2026-11-28T11:00:00Z'),
    at('2026-11-27T11:00:00Z'),
    at('2026-11-27T11:30:00Z'),
    at('2026-11-21T13:00:00Z'),
    at('2026-11-21T11:00:00Z'),
    at('2026-11-29T11:00:00Z'),
    at(null),
  ];
  expect(estimateWeek(ins, ins, NOW)).toEqual([1, 0, 0, 0, 0, 2, 1]);
});

it('says nothing where the shop gives no dates, and none where nothing is in', () => {
  expect(estimateWeek([at(null)], [at(null)], NOW)).toBeUndefined();
  expect(estimateWeek([at('2026-11-28T11:00:00Z')], [], NOW)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});
