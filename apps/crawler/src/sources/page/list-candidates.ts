import type { Findings } from '@goodshunter/contracts/crawl';
import { cleanText } from '../../text/clean-text.js';
import type { RankedPrice } from './choose-price.js';
import { MARKUP_PLACE, namePlaces } from './chosen-place.js';
import { readLabel } from './read-label.js';
import type { VisiblePrice } from './visible-price.js';

export type PriceCandidate = NonNullable<Findings['candidates']>[number];

/** The likeliest amounts with the words around them and the way to their place, for a person to choose from. */
export function listCandidates(ranked: readonly RankedPrice[], places: readonly VisiblePrice[]): PriceCandidate[] {
  const names = namePlaces(places);
  return ranked.map(({ price, confidence }) => {
    const [place] = places
      .filter((one) => one.amountMinor === price.amountMinor && one.currency === price.currency && !one.isStruck)
      .sort((a, b) => b.score - a.score);
    const label = place ? (readLabel(place.source.element)?.text ?? '') : '';
    return {
      amount: price.amountMinor,
      currency: price.currency,
      words: place ? cleanText(`${label} ${place.source.text}`, 200) : '',
      place: place ? (names.get(place) ?? MARKUP_PLACE) : MARKUP_PLACE,
      confidence,
    };
  });
}
