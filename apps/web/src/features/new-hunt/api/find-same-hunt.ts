import type { Hunt } from '../../../lib/api-types.js';

type Target = Pick<Hunt, 'id' | 'source' | 'query'> & Partial<Pick<Hunt, 'keyword' | 'minPrice' | 'maxPrice'>>;

/** The hunt that looks at the same as a draft does: the same source asked the same, whatever its filters; of several one that takes all. */
export function findSameHunt<T extends Target>(draft: Target, hunts: readonly T[]): T | undefined {
  const wanted = nameOf(draft);
  const same = hunts.filter((hunt) => hunt.id !== draft.id && nameOf(hunt) === wanted);
  return same.find(takesAll) ?? same[0];
}

function takesAll({ keyword, minPrice, maxPrice }: Target): boolean {
  return !keyword && minPrice == null && maxPrice == null;
}

function nameOf({ source, query }: Target): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, parts]);
}
