/** The entry id `count` places after `first`, which were added by one script. */
export function entryIdAfter(first: string, count: number): string {
  const dash = first.indexOf('-');
  return first.slice(0, dash + 1) + (Number(first.slice(dash + 1)) + count);
}

/** When the entry was added, by Redis' clock, in ms since the epoch. */
export function addedAtMs(entryId: string): number {
  return Number(entryId.slice(0, entryId.indexOf('-')));
}

/** Orders entry ids as Redis does: below 0 when `a` is older. */
export function compareEntryIds(a: string, b: string): number {
  // Milliseconds have 13 digits until the year 2286, so that ids of one length compare as strings.
  if (a.length === b.length) return a < b ? -1 : a > b ? 1 : 0;
  const [aMs, aSeq] = a.split('-');
  const [bMs, bSeq] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}
