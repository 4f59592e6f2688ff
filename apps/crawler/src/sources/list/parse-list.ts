import { cleanAddress, type ListSelectors } from '@goodshunter/contracts/sources';
import type { MarkupElement } from '../../markup/element.js';
import { attributesOf } from '../../markup/select-elements.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { SelectorHits } from '../own/note-hits.js';
import { chooseRegion } from './choose-region.js';
import { findCurrency } from './find-currency.js';
import type { Region } from './find-regions.js';
import type { ListCard } from './list-card.js';
import { type ListDocument, readListDocument } from './list-document.js';
import { ElementNames } from './name-elements.js';
import { type FoundRegion, nameRegions } from './name-regions.js';
import { findNextPage } from './next-page.js';
import { findOwnCards } from './own-cards.js';
import { readCards } from './read-cards.js';
import { readMarkupList } from './read-markup-list.js';
import { readStatePrices } from './read-state-prices.js';
import { describeHolder } from './region-holder.js';
import { type RegionSignature, signatureOf } from './region-signature.js';
import { saysEmpty } from './says-empty.js';

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
  /** The best lists of the page, this one first, where they were asked for. */
  regions?: FoundRegion[];
  /** What a person's own selectors hit. */
  selected?: SelectorHits[];
}

export interface ListHints {
  /** The task's currency, used only where the page names none or an ambiguous sign. */
  currencyHint?: string | undefined;
  /** How the list was built when it was last read. */
  signature?: RegionSignature | undefined;
  /** Which elements are the cards, and what is read in them, by selectors of a person's own: nothing is searched for then. */
  selectors?: ListSelectors | undefined;
  /** Names the best lists of the page. @default false */
  wantsRegions?: boolean | undefined;
}

/** Cards that markup alone tells of. Fewer are a page's own thing and its breadcrumbs. */
const LEAST_MARKED = 3;

/** Finds the list that a page is about and reads its cards. Pure, never throws, linear in the page but for sorting. */
export function parseList(html: string, url: string, hinted: ListHints = {}): ListResult {
  const { currencyHint, signature, selectors, wantsRegions } = hinted;
  const document = readListDocument(html, url, selectors && attributesOf(Object.values(selectors)));
  const names = new ElementNames(document.nodes.length);
  const hints = findCurrency(document, currencyHint);
  const marked = readMarkupList(document);
  if (selectors) return readOwnList(selectors, document, names, hints, marked);
  const { region, isKnown } = chooseRegion(document, names, signature);
  const next = findNextPage(document, region && createCardTest(region, document));
  const common = { isAsKnown: true, ...(next === undefined ? {} : { next }) };
  if (region) {
    const { cards, links } = readCards(withoutLink(region, next), document, names, hints);
    if (cards.length > 0) {
      return {
        ...common,
        status: 'cards',
        cards: completeAll(cards, document, marked, hints),
        signature: {
          ...signatureOf(region, links, names, document.shapes),
          // Chosen among several once, and held by something else now: only what is around it tells it from the others.
          ...(signature?.holder === undefined ? {} : describeHolder(region.cards, document)),
        },
        ...(wantsRegions ? { regions: nameRegions(region, document, names, hints) } : {}),
        isAsKnown: signature === undefined || isKnown,
      };
    }
  }
  if (marked.size >= LEAST_MARKED && isAbout([...marked.values()]))
    return { ...common, status: 'markup', cards: [...marked.values()] };
  return { ...common, status: saysEmpty(document) ? 'empty' : 'none', cards: [] };
}

/** The list that a person's own selectors mean; nothing else is taken for it. */
function readOwnList(
  selectors: ListSelectors,
  document: ListDocument,
  names: ElementNames,
  hints: CurrencyHints,
  marked: ReadonlyMap<string, ListCard>,
): ListResult {
  const own = findOwnCards(selectors, document, hints);
  const next = findNextPage(document, createCardTest(own.region, document));
  const { cards } = readCards(own.region, document, names, hints, own);
  return {
    status: cards.length > 0 ? 'cards' : own.region.cards.length === 0 && saysEmpty(document) ? 'empty' : 'none',
    cards: completeAll(cards, document, marked, hints),
    isAsKnown: true,
    ...(next === undefined ? {} : { next }),
    selected: own.hits(),
  };
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

/** Cards with what only markup says, and then with the prices that only scripts know. */
function completeAll(
  cards: readonly ListCard[],
  document: ListDocument,
  marked: ReadonlyMap<string, ListCard>,
  hints: CurrencyHints,
): ListCard[] {
  const cleaned = createAddressBook(document);
  const completed = marked.size === 0 ? cards : cards.map((card) => complete(card, marked, cleaned, hints));
  if (completed.every(({ price, url }) => price ?? url === undefined)) return [...completed];
  const prices = readStatePrices(document);
  if (prices.size === 0) return [...completed];
  return completed.map((card) => {
    if (card.price || card.url === undefined) return card;
    const price = prices.get(cleaned(card.url));
    if (!price || price.amountMinor === 0) return card;
    return { ...card, price: { ...price, currency: price.currency ?? hints.currencyHint ?? null } };
  });
}

/** The cleaned addresses of a page's links, which are known already, and of others. */
function createAddressBook({ links, addresses }: ListDocument): (href: string) => string {
  const known = new Map(links.map(({ href, address }) => [href, addresses[address]]));
  return (href) => known.get(href) ?? cleanAddress(new URL(href)).href;
}

/** Adds what only markup says. It never replaces what the card shows: the wrong markup is a trap. */
function complete(
  card: ListCard,
  marked: ReadonlyMap<string, ListCard>,
  cleaned: (href: string) => string,
  { currencyHint }: CurrencyHints,
): ListCard {
  const more = card.url === undefined ? undefined : marked.get(cleaned(card.url));
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
