import type { HuntItem } from '../../../lib/api-types.js';

const DAY_MS = 24 * 3600_000;
const DAYS = 7;

/**
 * How many of these listings the shop published on each of the last seven days, oldest first, the last 24 hours last; undefined where it
 * gives no dates.
 */
export function estimateWeek(
  seen: readonly Pick<HuntItem, 'publishedAt'>[],
  ins: readonly Pick<HuntItem, 'publishedAt'>[],
  now: number,
): number[] | undefined {
  if (!seen.some(({ publishedAt }) => publishedAt !== null)) return undefined;
  const days = Array<number>(DAYS).fill(0);
  for (const { publishedAt } of ins) {
    if (publishedAt === null) continue;
    const ago = Math.floor((now - Date.parse(publishedAt)) / DAY_MS);
    const day = DAYS - 1 - ago;
    if (ago >= 0 && ago < DAYS) days[day] = (days[day] ?? 0) + 1;
  }
  return days;
}
