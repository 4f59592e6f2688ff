import type { Availability } from '@goodshunter/contracts/crawl';
import { cleanAddress } from '@goodshunter/contracts/sources';
import { type MarkupElement, walkElements } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { isList } from './accept-region.js';
import { chooseLinks } from './choose-links.js';
import { findCurrency } from './find-currency.js';
import { type Card, findLinkRegions, type Region } from './find-regions.js';
import { findRuns } from './find-runs.js';
import { findSingle } from './find-single.js';
import { type ListDocument, type ListLink, readListDocument } from './list-document.js';
import { ElementNames } from './name-elements.js';
import { findNextPage } from './next-page.js';
import { createPlaceFinder } from './place-of-price.js';
import { readCardPrice } from './read-card-price.js';
import { readMarkupList } from './read-markup-list.js';
import { readPicture } from './read-picture.js';
import { createStockReader } from './read-stock.js';
import { readTitle } from './read-title.js';
import { findBySignature, fits, type RegionSignature, saysEmpty, signatureOf } from './region-signature.js';
import { createTextScanner, type ScanText } from './scan-text.js';
import { longestLinkTexts, type RegionScore, scoreRegion } from './score-region.js';

/** One card of a list as a page shows it. Text is plain, links are absolute http(s). */
export interface ListCard {
  title: string;
  /** Undefined where scripts open it. */
  url?: string;
  /** An id that the page gives the card. */
  id?: string;
  price?: ParsedPrice;
  imageUrl?: string;
  availability: Availability;
}

/** What a page says as a list. */
export interface ListResult {
  /** `cards`: found by how they stand; `markup`: told by JSON-LD alone; `none`: no list; `empty`: the page says there is nothing. */
  status: 'cards' | 'markup' | 'none' | 'empty';
  cards: ListCard[];
  /** How the list is built; undefined where it was not found by that. */
  signature?: RegionSignature;
  /** It is built as it was known to be; true where nothing was known. */
  isAsKnown: boolean;
  /** The page that comes after this one. */
  next?: string;
}

export interface ListHints {
  /** The task's currency, used only where the page names none or an ambiguous sign. */
  currencyHint?: string | undefined;
  /** How the list was built when it was last read. */
  signature?: RegionSignature | undefined;
}

/** Cards that markup alone tells of. Fewer are a page's own thing and its breadcrumbs. */
const LEAST_MARKED = 3;

/** Finds the list that a page is about and reads its cards. Pure, never throws, linear in the page but for sorting. */
export function parseList(html: string, url: string, { currencyHint, signature }: ListHints = {}): ListResult {
  const document = readListDocument(html, url);
  const names = new ElementNames(document.nodes.length);
  const hints = findCurrency(document, currencyHint);
  const marked = readMarkupList(document);
  const known = signature && findBySignature(document, names, signature);
  const region = known ?? (signature && saysEmpty(document) ? undefined : findRegion(document, names));
  const next = findNextPage(document, region && createCardTest(region, document));
  const common = { isAsKnown: true, ...(next === undefined ? {} : { next }) };
  if (region) {
    const { cards, links } = readCards(withoutLink(region, next), document, names, hints);
    const found = signatureOf(region, links, names);
    if (cards.length > 0) {
      return {
        ...common,
        status: 'cards',
        cards: cards.map((card) => complete(card, marked, hints)),
        signature: found,
        isAsKnown: signature === undefined || known !== undefined || fits(found, signature),
      };
    }
  }
  if (marked.size >= LEAST_MARKED && isAbout([...marked.values()]))
    return { ...common, status: 'markup', cards: [...marked.values()] };
  return { ...common, status: saysEmpty(document) ? 'empty' : 'none', cards: [] };
}

type ScoredRegion = RegionScore & { region: Region };

/** The best region that is a list; regions without links only where none with links is. */
function findRegion(document: ListDocument, names: ElementNames): Region | undefined {
  let isEmpty: boolean | undefined;
  const linkTexts = longestLinkTexts(document);
  for (const find of [findLinkRegions, findRuns]) {
    let best: ScoredRegion | undefined;
    let inside: ScoredRegion | undefined;
    for (const region of find(document, names)) {
      const score = scoreRegion(region, document, names, linkTexts);
      const isBetter = !best || score.score > best.score;
      const isInside = score.aside <= 0.5 && (!inside || score.score > inside.score);
      if (!(isBetter || isInside) || !isList(region, score, document)) continue;
      if (isBetter) best = { region, ...score };
      if (isInside) inside = { region, ...score };
    }
    // A side column may well hold more than what was found.
    if (best && inside && best.aside > 0.5 && inside.priced >= best.priced && inside.score > best.score - 2)
      best = inside;
    if (find === findLinkRegions && !inside) {
      const single = findSingle(document);
      if (single) return single;
    }
    // Bestsellers below "nothing was found" are not what was looked for.
    if (best && best.picked > 0.5) {
      isEmpty ??= saysEmpty(document);
      if (isEmpty) return undefined;
    }
    if (best) return best.region;
  }
  return undefined;
}

/** Whether an element stands in a card: its page numbers are the card's own. */
function createCardTest({ cards }: Region, { ends, nodes }: ListDocument): (element: MarkupElement) => boolean {
  const inside = new Uint8Array(nodes.length);
  for (const { first, last } of cards) inside.fill(1, first.order, ends[last.order] ?? first.order + 1);
  return ({ order }) => inside[order] === 1;
}

/** Where the words for the next page are built as a card is. */
function withoutLink(region: Region, next: string | undefined): Region {
  if (next === undefined || region.cards.length < 3) return region;
  return { ...region, cards: region.cards.filter(({ link }) => link?.href !== next) };
}

function readCards(
  region: Region,
  document: ListDocument,
  names: ElementNames,
  hints: CurrencyHints,
): { cards: ListCard[]; links: (ListLink | undefined)[] } {
  const { chosen, links } = chooseLinks(document, region.cards, names);
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
    const found = readCard(card, link, links[index] ?? [], document, readers);
    if (found) cards.push(found);
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
): ListCard | undefined {
  const roots = rootsOf(card);
  const title = readTitle(roots, link, links, read.scan);
  if (title === '') return undefined;
  const price = readCardPrice(roots, title, read.scan, read.hasSignNear, read.findPlace);
  const imageUrl = readPicture(roots, document.base);
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

/** Adds what only markup says. It never replaces what the card shows: the wrong markup is a trap. */
function complete(card: ListCard, marked: ReadonlyMap<string, ListCard>, { currencyHint }: CurrencyHints): ListCard {
  const more = card.url === undefined ? undefined : marked.get(cleanAddress(new URL(card.url)).href);
  if (!more) return card;
  const price =
    card.price && card.price.currency === null && more.price?.amountMinor === card.price.amountMinor
      ? more.price
      : (card.price ?? more.price);
  const priced = price && price.currency === null && currencyHint ? { ...price, currency: currencyHint } : price;
  const imageUrl = card.imageUrl ?? more.imageUrl;
  return {
    ...card,
    ...(priced ? { price: priced } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    availability: card.availability === 'unknown' ? more.availability : card.availability,
  };
}

/** Whether what markup lists are things with prices or pictures, not a site's pages. */
function isAbout(cards: readonly ListCard[]): boolean {
  return cards.filter(({ price, imageUrl }) => price ?? imageUrl).length * 2 >= cards.length;
}
