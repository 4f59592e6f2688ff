import type { Region } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { PLACE } from './places.js';
import { sumBetween } from './sums.js';

/** How much a region looks like the list that a page is about. */
export interface RegionScore {
  region: Region;
  score: number;
  cards: number;
  /** Different addresses, or cards where there are none. */
  distinct: number;
  /** Of the page's visible text. */
  textShare: number;
  /** Shares of the cards that have them. */
  priced: number;
  pictured: number;
  headed: number;
  /** Characters of text in a card, spaces aside; the median. */
  medianText: number;
  alike: number;
  /** Shares of the cards that stand in menus or feet of the site, below headings of other lists, and of lists that are picked. */
  inMenus: number;
  aside: number;
  beside: number;
  picked: number;
}

const SAMPLE = 40;

/** Scores a region by sums over document order alone: a card costs nothing to look at. */
export function scoreRegion(
  region: Region,
  document: ListDocument,
  names: ElementNames,
  linkTexts: Uint16Array,
): RegionScore {
  const { cards } = region;
  const { sums, ends, places, nodes } = document;
  const step = Math.max(1, Math.floor(cards.length / SAMPLE));
  const addresses = new Set<number>();
  for (const { link } of cards) if (link) addresses.add(link.address);
  const shapes = new Map<number, number>();
  const lengths: number[] = [];
  const sizes: number[] = [];
  let text = 0;
  let priced = 0;
  let pictured = 0;
  let headed = 0;
  let own = 0;
  let away = 0;
  let linkText = 0;
  let inMenus = 0;
  let aside = 0;
  let beside = 0;
  let picked = 0;
  let sampled = 0;
  for (let index = 0; index < cards.length; index += step) {
    const card = cards[index];
    if (!card) continue;
    sampled++;
    const from = card.first.order;
    const to = ends[card.last.order] ?? from + 1;
    const length = sumBetween(sums.text, from, to);
    text += length;
    lengths.push(length);
    sizes.push(to - from);
    if (sumBetween(sums.prices, from, to) > 0) priced++;
    if (sumBetween(sums.images, from, to) > 0) pictured++;
    if (sumBetween(sums.headings, from, to) > 0) headed++;
    if (card.link?.isOwn !== false) own++;
    if (card.link) linkText += Math.min(1, (linkTexts[card.link.address] ?? 0) / 25);
    const place = places[from] ?? 0;
    away += awayness(place);
    if ((place & (PLACE.nav | PLACE.footer)) !== 0) inMenus++;
    if ((place & (PLACE.side | PLACE.other)) !== 0) aside++;
    if ((place & PLACE.beside) !== 0) beside++;
    if ((place & (PLACE.beside | PLACE.picked)) !== 0) picked++;
    const name = names.nameOf(card.first);
    shapes.set(name, (shapes.get(name) ?? 0) + 1);
  }
  // Menus say nothing of what the page is about, however large.
  const pageText = Math.max(1, (sums.text[nodes.length] ?? 1) - document.menuText);
  const textShare = Math.min(1, (text * (cards.length / sampled)) / pageText);
  const medianText = median(lengths);
  const medianSize = median(sizes);
  const near = sizes.filter((size) => size <= medianSize * 2 && size >= medianSize / 2).length / sampled;
  const alike = (Math.max(...shapes.values()) / sampled) * 0.5 + near * 0.5;
  const distinct = region.hasLinks ? addresses.size : cards.length;
  const score =
    0.9 * Math.log(Math.min(distinct, 120)) +
    3 * Math.sqrt(textShare) +
    1.6 * (priced / sampled) +
    0.9 * (pictured / sampled) +
    0.5 * (headed / sampled) +
    0.9 * Math.min(1, medianText / 60) +
    0.8 * alike +
    0.8 * (distinct / cards.length) +
    0.4 * (own / sampled) +
    0.8 * (linkText / sampled) -
    away / sampled -
    (region.hasLinks ? 0 : 1);
  return {
    region,
    score,
    cards: cards.length,
    distinct,
    textShare,
    priced: priced / sampled,
    pictured: pictured / sampled,
    headed: headed / sampled,
    medianText,
    alike,
    inMenus: inMenus / sampled,
    aside: aside / sampled,
    beside: beside / sampled,
    picked: picked / sampled,
  };
}

/** The longest text of a page's links, by address. A picture without text counts as a name. */
export function longestLinkTexts({ links, addresses, sums, ends }: ListDocument): Uint16Array {
  const texts = new Uint16Array(addresses.length);
  for (const { element, address } of links) {
    const { order } = element;
    const to = ends[order] ?? order + 1;
    const length = (sums.text[to] ?? 0) - (sums.text[order] ?? 0);
    const worth = length === 0 && (sums.images[to] ?? 0) > (sums.images[order] ?? 0) ? 20 : Math.min(1000, length);
    if (worth > (texts[address] ?? 0)) texts[address] = worth;
  }
  return texts;
}

/** What the surroundings of a card take away. */
function awayness(place: number): number {
  return (
    (place & PLACE.nav ? 2.5 : 0) +
    (place & PLACE.footer ? 2.5 : 0) +
    (place & PLACE.header ? 0.8 : 0) +
    (place & PLACE.side ? 2.6 : 0) +
    (place & PLACE.other ? 1.2 : 0) +
    (place & PLACE.advert ? 0.8 : 0) +
    (place & PLACE.hidden ? 1.2 : 0) +
    (place & PLACE.beside ? 3 : 0)
  );
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
