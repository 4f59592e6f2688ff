import type { ListSelectors } from '@goodshunter/contracts/sources';
import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { compileSelector } from '../../markup/select-elements.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { noteHits, type SelectorHits } from '../own/note-hits.js';
import type { Card, Region } from './find-regions.js';
import type { ListDocument, ListLink } from './list-document.js';
import { PLACE } from './places.js';
import { createOwnPriceReader } from './read-own-price.js';
import { readPicture } from './read-picture.js';

/** The cards that a person's own selector means, and how what is in them is read where that was named, too. */
export interface OwnCards {
  region: Region;
  titleOf?: (card: Card) => string;
  priceOf?: (card: Card) => ParsedPrice | undefined;
  linkOf?: (card: Card, links: readonly ListLink[]) => ListLink | undefined;
  pictureOf?: (card: Card) => string | undefined;
  /** What each selector hit, over all cards. */
  hits: () => SelectorHits[];
}

const MAX_CARDS = 2000;
/** Elements looked at within one card. */
const MAX_ELEMENTS = 3000;
const PARTS = ['title', 'price', 'link', 'picture'] as const;

/** Finds what own selectors mean. Of cards within cards the outer one counts. */
export function findOwnCards(selectors: ListSelectors, document: ListDocument, hints: CurrencyHints): OwnCards {
  const { nodes, ends, places, base, links } = document;
  const isItem = compileSelector(selectors.item);
  const cards: Card[] = [];
  let end = -1;
  for (const element of nodes) {
    const { order } = element;
    if (order < end || ((places[order] ?? 0) & PLACE.unseen) !== 0 || !isItem(element)) continue;
    cards.push({ first: element, last: element });
    end = ends[order] ?? order + 1;
    if (cards.length >= MAX_CARDS) break;
  }
  const found = new Map<string, MarkupElement[]>();
  const own: OwnCards = {
    region: { cards, hasLinks: true },
    hits: () => [
      noteHits(
        'item',
        cards.map(({ first }) => first),
      ),
      ...PARTS.filter((name) => selectors[name] !== undefined).map((name) => noteHits(name, found.get(name) ?? [])),
    ],
  };
  const priceOf = createOwnPriceReader(hints);
  const byElement = new Map(links.map((link) => [link.element, link]));
  const title = finder('title');
  if (title) own.titleOf = (card) => first(title(card), nameOf) ?? '';
  const price = finder('price');
  if (price) own.priceOf = (card) => first(price(card), priceOf);
  const link = finder('link');
  if (link) own.linkOf = (card) => first(link(card), (element) => linkAt(element, byElement));
  const picture = finder('picture');
  if (picture)
    own.pictureOf = (card) =>
      first(
        picture(card),
        ({ order, attributes }) =>
          readPicture(document, order, ends[order] ?? order + 1) ?? cleanLink(attributes.content, base),
      );
  return own;

  /** The elements of a card, itself among them, that a selector means. */
  function finder(name: (typeof PARTS)[number]): ((card: Card) => MarkupElement[]) | undefined {
    const selector = selectors[name];
    if (selector === undefined) return undefined;
    const isMeant = compileSelector(selector);
    return ({ first: root }) => {
      const meant: MarkupElement[] = [];
      let visited = 0;
      walkElements(root, (element) => {
        if (++visited > MAX_ELEMENTS) return false;
        if (isMeant(element)) meant.push(element);
        return undefined;
      });
      // One for each card: what is counted is how many cards have it.
      if (meant[0]) (found.get(name) ?? found.set(name, []).get(name))?.push(meant[0]);
      return meant;
    };
  }
}

function first<T>(elements: readonly MarkupElement[], read: (element: MarkupElement) => T | undefined): T | undefined {
  for (const element of elements) {
    const value = read(element);
    if (value !== undefined) return value;
  }
  return undefined;
}

function nameOf(element: MarkupElement): string | undefined {
  const { content, alt, title } = element.attributes;
  return cleanText(content ?? textOf(element, 2000), 500) || cleanText(alt ?? title ?? '', 500) || undefined;
}

/** The link that an element is, holds or stands in. */
function linkAt(element: MarkupElement, links: ReadonlyMap<MarkupElement, ListLink>): ListLink | undefined {
  let found = links.get(element);
  if (found) return found;
  walkElements(element, (inner) => {
    found ??= links.get(inner);
    return found ? false : undefined;
  });
  for (let around = element.parent; around && !found; around = around.parent) found = links.get(around);
  return found;
}
