import type { Findings } from '@goodshunter/contracts';
import type { MarkupElement } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';
import type { RankedPrice } from './choose-price.js';
import type { VisiblePrice } from './find-visible-prices.js';
import { readLabel } from './read-label.js';

export type PriceCandidate = NonNullable<Findings['candidates']>[number];

const MAX_STEPS = 6;

/** The likeliest amounts with the words around them and the way to their place, for a person to choose from. */
export function listCandidates(ranked: readonly RankedPrice[], places: readonly VisiblePrice[]): PriceCandidate[] {
  return ranked.map(({ price, confidence }) => {
    const [place] = places
      .filter((one) => one.amountMinor === price.amountMinor && one.currency === price.currency && !one.isStruck)
      .sort((a, b) => b.score - a.score);
    const label = place ? (readLabel(place.source.element)?.text ?? '') : '';
    return {
      amount: price.amountMinor,
      currency: price.currency,
      words: place ? cleanText(`${label} ${place.source.text}`, 200) : '',
      place: place ? pathOf(place.source.element) : 'markup',
      confidence,
    };
  });
}

/** The last steps from the page's root, by names and the first of their classes: `main > div.buy > span.price`. */
function pathOf(start: MarkupElement): string {
  const steps: string[] = [];
  let element: MarkupElement | null = start;
  for (
    ;
    element && element.name !== '' && element.name !== 'body' && steps.length < MAX_STEPS;
    element = element.parent
  ) {
    const { class: names, id } = element.attributes;
    const first = names?.trim().split(/\s+/)[0];
    steps.unshift(element.name + (id ? `#${id}` : first ? `.${first}` : ''));
  }
  return cleanText(steps.join(' > '), 300);
}
