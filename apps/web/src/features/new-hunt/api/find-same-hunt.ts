import type { Hunt } from '../../../lib/api-types.js';

type Target = Pick<Hunt, 'id' | 'source' | 'query'>;

/** The hunt that looks at the same as a draft does: the same source asked the same, whatever its filters. */
export function findSameHunt<T extends Target>(draft: Target, hunts: readonly T[]): T | undefined {
  const wanted = nameOf(draft);
  return hunts.find((hunt) => hunt.id !== draft.id && nameOf(hunt) === wanted);
}

function nameOf({ source, query }: Target): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, parts]);
}
