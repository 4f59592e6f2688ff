import { type MarkupElement, walkElements } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { chooseLinks } from './choose-links.js';
import type { Card, Region } from './find-regions.js';
import type { ListCard } from './list-card.js';
import type { ListDocument, ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import type { OwnCards } from './own-cards.js';
import { createPlaceFinder } from './place-of-price.js';
import { readCardPrice } from './read-card-price.js';
import { readPicture } from './read-picture.js';
import { createStockReader } from './read-stock.js';
import { readTitle } from './read-title.js';
import { createTextScanner, type ScanText } from './scan-text.js';

/** Reads the cards of a region, each address once. @param own what a person's selectors read, before anything else does */
export function readCards(
  region: Region,
  document: ListDocument,
  names: ElementNames,
  hints: CurrencyHints,
  own?: OwnCards,
): { cards: ListCard[]; links: (ListLink | undefined)[] } {
  const found = chooseLinks(document, region.cards, names);
  const { links } = found;
  const chosen = own?.linkOf ? region.cards.map((card, index) => own.linkOf?.(card, links[index] ?? [])) : found.chosen;
  const cards: ListCard[] = [];
  const readers = {
    hasSignNear: createSignFinder(document),
    findPlace: createPlaceFinder(hints),
    scan: createTextScanner(hints),
    stock: createStockReader(),
  };
  const seen = new Set<number | string>();
  for (const [index, card] of region.cards.entries()) {
    const link = chosen[index];
    if (link && seen.has(link.address)) continue;
    if (link) seen.add(link.address);
    const read = readCard(card, link, links[index] ?? [], document, readers, own);
    if (read) cards.push(read);
  }
  return { cards, links: chosen };
}

/** Whether a sign of money stands in an element or beside it, two levels around. */
function createSignFinder({ sums, ends }: ListDocument): (element: MarkupElement) => boolean {
  return (element) => {
    const { order } = element.parent?.parent ?? element.parent ?? element;
    return order < 0 || (sums.prices[ends[order] ?? 0] ?? 0) > (sums.prices[order] ?? 0);
  };
}

/** Made once per page: they remember what they have read. */
interface CardReaders {
  findPlace: ReturnType<typeof createPlaceFinder>;
  scan: ScanText;
  hasSignNear: (element: MarkupElement) => boolean;
  stock: ReturnType<typeof createStockReader>;
}

function readCard(
  card: Card,
  link: ListLink | undefined,
  links: readonly ListLink[],
  document: ListDocument,
  read: CardReaders,
  own: OwnCards | undefined,
): ListCard | undefined {
  const roots = rootsOf(card);
  const title = own?.titleOf ? own.titleOf(card) : readTitle(roots, link, links, read.scan);
  if (title === '') return undefined;
  const price = own?.priceOf
    ? own.priceOf(card)
    : readCardPrice(roots, title, read.scan, read.hasSignNear, read.findPlace);
  const imageUrl = own?.pictureOf ? own.pictureOf(card) : readPicture(roots, document.base);
  const id = link ? undefined : idOf(roots);
  return {
    title,
    ...(link ? { url: link.href } : {}),
    ...(id ? { id } : {}),
    ...(price ? { price } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    availability: read.stock(roots),
  };
}

function rootsOf({ first, last }: Card): MarkupElement[] {
  if (first === last || !first.parent) return [first];
  return first.parent.children.filter(
    (child): child is MarkupElement =>
      typeof child !== 'string' && child.order >= first.order && child.order <= last.order,
  );
}

/** What a page names a card by where it has no address. */
function idOf(roots: readonly MarkupElement[]): string | undefined {
  let id: string | undefined;
  for (const root of roots) {
    walkElements(root, ({ attributes }) => {
      id ??= attributes['data-id'] ?? (/\d/.test(attributes.id ?? '') ? attributes.id : undefined);
      return id === undefined ? undefined : false;
    });
  }
  return id?.slice(0, 100);
}
