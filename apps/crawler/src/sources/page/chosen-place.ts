import type { MarkupElement } from '../../markup/element.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { pathOf } from '../path-of.js';
import type { ChosenPrice } from './choose-price.js';
import type { VisiblePrice } from './visible-price.js';

/** The place of prices that markup alone names. */
export const MARKUP_PLACE = 'markup';
/** A person chose it: what may be wrong is where it is found again. */
const CHOSEN = { exact: 0.97, alike: 0.85 };

/**
 * Names where amounts stand by how their places are built: the last steps from the page's root, by names and the first of their
 * classes, `main > div.buy > span.price`; of places that are built alike the second is `.. (2)`. Texts play no part.
 */
export function namePlaces(places: readonly VisiblePrice[]): Map<VisiblePrice, string> {
  const names = new Map<VisiblePrice, string>();
  const counts = new Map<string, number>();
  const known = new Map<MarkupElement, string>();
  for (const place of [...places].sort((a, b) => a.order - b.order)) {
    const { element } = place.source;
    let name = known.get(element);
    if (name === undefined) {
      const path = pathOf(element);
      const count = (counts.get(path) ?? 0) + 1;
      counts.set(path, count);
      name = count === 1 ? path : `${path} (${count})`;
      known.set(element, name);
    }
    names.set(place, name);
  }
  return names;
}

/**
 * The price at the place that a person chose. After a redesign, where no place is built so any more, the one amount whose place ends
 * alike; undefined when there is none, or more than one: then nothing is sure.
 */
export function findChosenPrice(chosen: string, places: readonly VisiblePrice[]): ChosenPrice | undefined {
  const names = namePlaces(places);
  const shown = places.filter(({ isStruck }) => !isStruck);
  const exact = onlyPrice(shown.filter((place) => names.get(place) === chosen));
  if (exact) return { price: exact, rule: 'chosen', confidence: CHOSEN.exact };
  if (shown.some((place) => names.get(place) === chosen)) return undefined;
  const end = endOf(chosen);
  const alike = onlyPrice(shown.filter((place) => endOf(names.get(place) ?? '') === end));
  return alike ? { price: alike, rule: 'chosen', confidence: CHOSEN.alike } : undefined;
}

function onlyPrice(places: readonly VisiblePrice[]): ParsedPrice | undefined {
  const [first, ...others] = places;
  if (!first || others.some(({ value, currency }) => value !== first.value || currency !== first.currency))
    return undefined;
  return { amountMinor: first.amountMinor, currency: first.currency };
}

/** The last two steps. */
export const endOf = (name: string): string =>
  name
    .replace(/ \(\d+\)$/, '')
    .split(' > ')
    .slice(-2)
    .join(' > ');
