/** A stream entry id, `<ms>-<sequence>`, as the whole number the dedup ids keep: ms * 4096 + sequence. */
export function entryIdOf(value: number): string {
  return `${Math.floor(value / 4096)}-${value % 4096}`;
}

/** When the entry was added, by Redis' clock, in ms since the epoch. */
export function addedAtMs(entryId: string): number {
  return Number(entryId.slice(0, entryId.indexOf('-')));
}

/** Orders entry ids as Redis does: below 0 when `a` is older. */
export function compareEntryIds(a: string, b: string): number {
  const [aMs, aSeq] = a.split('-');
  const [bMs, bSeq] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}
