import type { Draft } from '@goodshunter/contracts/api';
import type { HuntItem } from '../../../lib/api-types.js';

export type PriceCandidate = Draft['candidates'][number];

/** The place of a price that only the page's markup names, for machines. */
export const MARKUP_PLACE = 'markup';

/** What there is to choose from, the likeliest first and each place once; empty where there is no choice. */
export function choicesOf(candidates: readonly PriceCandidate[]): PriceCandidate[] {
  const places = new Map<string, PriceCandidate>();
  for (const candidate of [...candidates].sort((a, b) => b.confidence - a.confidence)) {
    if (!places.has(candidate.place)) places.set(candidate.place, candidate);
  }
  return places.size < 2 ? [] : [...places.values()];
}

/** Places that speak of the stock, where they do not all say the same; empty where there is no choice. */
export function stockChoicesOf(candidates: Draft['stockCandidates']): Draft['stockCandidates'] {
  const said = new Set(candidates.map(({ availability }) => availability));
  return said.size < 2 ? [] : candidates;
}

/** The page's one product as it will be seen with the price at the chosen place. */
export function withChosenPrice(items: readonly HuntItem[], chosen: PriceCandidate | undefined): HuntItem[] {
  if (!chosen) return [...items];
  return items.map((item) => ({ ...item, price: chosen.amount, currency: chosen.currency ?? item.currency }));
}

/** The same with what the chosen place says of the stock. */
export function withChosenStock(
  items: readonly HuntItem[],
  chosen: Draft['stockCandidates'][number] | undefined,
): HuntItem[] {
  return chosen ? items.map((item) => ({ ...item, availability: chosen.availability })) : [...items];
}
