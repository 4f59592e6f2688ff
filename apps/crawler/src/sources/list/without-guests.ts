import type { MarkupElement } from '../../markup/element.js';
import type { Card } from './find-regions.js';
import type { ListDocument, ListLink } from './list-document.js';

const ADVERT = /[/._-](?:ads?|adserver|adclick|clicks?|sponsor(?:ed)?|doubleclick)(?:[/._-]|$)/i;
const PINNED = /(?:^|[\s_-])(?:sticky|pinned|announcements?)(?=$|[\s_-])/i;

/** Which cards are built as the list's are and yet not of it: adverts that lead elsewhere, and what is pinned above. Few at most. */
export function findGuests(
  cards: readonly Card[],
  chosen: readonly (ListLink | undefined)[],
  { sums, ends }: ListDocument,
): ReadonlySet<number> {
  const guests = new Set<number>();
  const add = (found: readonly number[], most: number) => {
    if (cards.length >= LEAST_CARDS && found.length <= most) for (const index of found) guests.add(index);
  };
  const priced = cards.map(
    ({ first, last }) => (sums.prices[ends[last.order] ?? 0] ?? 0) > (sums.prices[first.order] ?? 0),
  );
  const arePriced = priced.filter(Boolean).length >= cards.length * 0.8;
  // To lead elsewhere is not enough: some sell under a name of their own.
  const isAdvert = (link: ListLink | undefined, index: number) =>
    link?.isOwn === false && ((arePriced && !priced[index]) || ADVERT.test(link.href));
  add(
    cards.flatMap((_, index) => (isAdvert(chosen[index], index) ? [index] : [])),
    cards.length / 5,
  );
  add(
    cards.flatMap(({ first }, index) => (isPinned(first) ? [index] : [])),
    cards.length / 3,
  );
  return guests;
}
const LEAST_CARDS = 5;

function isPinned(card: MarkupElement): boolean {
  for (let current: MarkupElement | null = card, level = 0; current && level < 2; current = current.parent, level++)
    if (PINNED.test(current.attributes.class ?? '')) return true;
  return false;
}
