import type { MarkupElement } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { chooseLinks } from './choose-links.js';
import type { Card, Region } from './find-regions.js';
import { findAdverts } from './leave-out-adverts.js';
import type { ListCard } from './list-card.js';
import type { ListDocument, ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import type { OwnCards } from './own-cards.js';
import { createPlaceFinder } from './place-of-price.js';
import { createNamesJudge, findNumbers, type JudgeNames, readCardPrice } from './read-card-price.js';
import { readPicture } from './read-picture.js';
import { createStockReader } from './read-stock.js';
import { createTitleReader } from './read-title.js';
import { createTextScanner, type ScanText } from './scan-text.js';
import { findScriptedLink } from './scripted-link.js';
import { findGuests } from './without-guests.js';

/** Reads the cards of a region, each address once, without adverts. @param own what a person's selectors read, before anything else does */
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
  const scan = createTextScanner(hints);
  const readers: CardReaders = {
    title: createTitleReader(document, scan),
    hasSignNear: createSignFinder(document),
    findPlace: createPlaceFinder(hints),
    judge: createNamesJudge(),
    scan,
    stock: createStockReader(),
  };
  const seen = new Set<number | string>();
  const adverts = own ? undefined : findAdverts(document, region.cards, chosen);
  const guests = own ? NO_GUESTS : findGuests(region.cards, chosen, document);
  for (const [index, card] of region.cards.entries()) {
    if (guests.has(index)) continue;
    const link = chosen[index];
    if (adverts?.has(card)) continue;
    if (link && seen.has(link.address)) continue;
    if (link) seen.add(link.address);
    const read = readCard(card, link, links[index] ?? [], document, readers, own);
    if (read) cards.push(read);
  }
  return { cards, links: chosen };
}

const NO_GUESTS: ReadonlySet<number> = new Set();

/** Whether a sign of money stands in an element or beside it, two levels around. */
function createSignFinder({ sums, ends }: ListDocument): (element: MarkupElement) => boolean {
  return (element) => {
    const { order } = element.parent?.parent ?? element.parent ?? element;
    return order < 0 || (sums.prices[ends[order] ?? 0] ?? 0) > (sums.prices[order] ?? 0);
  };
}

/** Made once per page: they remember what they have read. */
interface CardReaders {
  title: ReturnType<typeof createTitleReader>;
  findPlace: ReturnType<typeof createPlaceFinder>;
  judge: JudgeNames;
  scan: ScanText;
  hasSignNear: (element: MarkupElement) => boolean;
  stock: ReturnType<typeof createStockReader>;
}

/** A card is what stands in the document from its first element up to the end of its last. */
function readCard(
  card: Card,
  link: ListLink | undefined,
  links: readonly ListLink[],
  document: ListDocument,
  readers: CardReaders,
  own: OwnCards | undefined,
): ListCard | undefined {
  const from = card.first.order;
  const to = document.ends[card.last.order] ?? from + 1;
  const title = own?.titleOf ? own.titleOf(card) : readers.title(from, to, link, links);
  if (title === '') return undefined;
  const price = own?.priceOf
    ? own.priceOf(card)
    : readCardPrice(
        findNumbers(document, from, to),
        title,
        readers.scan,
        readers.hasSignNear,
        readers.findPlace,
        readers.judge,
      );
  const imageUrl = own?.pictureOf ? own.pictureOf(card) : readPicture(document, from, to);
  const url = link ? link.href : links.length === 0 ? findScriptedLink(card, document) : undefined;
  const id = url === undefined ? idOf(document, from, to) : undefined;
  const read: ListCard = { title, availability: readers.stock(document, from, to) };
  if (url !== undefined) read.url = url;
  if (id) read.id = id;
  if (price) read.price = price;
  if (imageUrl) read.imageUrl = imageUrl;
  return read;
}

/** What a page names a card by where it has no address. */
function idOf({ nodes }: ListDocument, from: number, to: number): string | undefined {
  for (let order = from; order < to; order++) {
    const { 'data-id': dataId, id } = nodes[order]?.attributes ?? {};
    const found = dataId ?? (/\d/.test(id ?? '') ? id : undefined);
    if (found !== undefined) return found.slice(0, 100);
  }
  return undefined;
}
