import { type MarkupElement, textOf } from '../../markup/element.js';
import type { Card } from './find-regions.js';
import type { ListDocument, ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { sumBetween } from './sums.js';

/** Links that do something with a card's thing, or lead to something about it. */
const OTHER_ADDRESS =
  /(?:add[-_]?to|cart|basket|warenkorb|panier|checkout|wish-?list|merkliste|favou?rit|compare|vergleich|log-?in|sign-?in|signup|register|account|review|bewertung|rating|#|share|print|mailto|seller|haendler|brand|manufacturer|marke|vendor|compan(?:y|ies)\/[^/?]*\/?$|employer|artist\/|user|profile|member|author|category|stargazers|forks|sponsors|network|report|flag|vote|hide|similar|quick-?view)/i;
const OTHER_NAME =
  /(?:cart|basket|wish|favou?rit|compare|brand|vendor|seller|store|shop-?name|review|rating|author|user|categor|badge|tag|label|quick|swatch|colou?r|size|comment|more-?options)/i;
const HEADING = /^h[1-6]$/;

/** The links of each card, in document order, those of the cards before and after left out. */
export function linksByCard({ links, ends }: ListDocument, cards: readonly Card[]): ListLink[][] {
  const byCard: ListLink[][] = [];
  for (const { first, last } of cards) {
    const to = ends[last.order] ?? first.order + 1;
    let low = 0;
    let high = links.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((links[middle]?.element.order ?? 0) < first.order) low = middle + 1;
      else high = middle;
    }
    const own: ListLink[] = [];
    for (let index = low; index < links.length && own.length < 60; index++) {
      const link = links[index];
      if (!link || link.element.order >= to) break;
      own.push(link);
    }
    // A card that is, or stands in, a link.
    if (own.length === 0) {
      for (let around = first.parent, level = 0; around && level < 3; around = around.parent, level++) {
        if (around.name !== 'a') continue;
        const link = links.find(({ element }) => element === around);
        if (link) own.push(link);
      }
    }
    byCard.push(own);
  }
  return byCard;
}

interface Slot {
  links: number;
  cards: Set<number>;
  addresses: Set<number>;
  text: number;
  score: number;
  /** Links to what other cards lead to as well. */
  shared: number;
}

/**
 * The link of each card that leads to its thing: of the places that links have in cards, the one that most cards have, whose addresses
 * differ, with text, a heading or a picture, and no name of another purpose.
 */
export function chooseLinks(
  document: ListDocument,
  cards: readonly Card[],
  names: ElementNames,
): { chosen: (ListLink | undefined)[]; links: ListLink[][] } {
  const links = linksByCard(document, cards);
  const slots = new Map<string, Slot>();
  const shares = new Map<number, number>();
  for (const own of links)
    for (const address of new Set(own.map((link) => link.address))) shares.set(address, (shares.get(address) ?? 0) + 1);
  const keys = links.map((own, index) => own.map((link) => slotOf(link, cards[index], names)));
  for (const [index, own] of links.entries()) {
    for (const [position, link] of own.entries()) {
      const key = keys[index]?.[position] ?? '';
      let slot = slots.get(key);
      if (!slot) {
        slot = { links: 0, cards: new Set(), addresses: new Set(), text: 0, score: 0, shared: 0 };
        slots.set(key, slot);
      }
      slot.links++;
      slot.cards.add(index);
      slot.addresses.add(link.address);
      if ((shares.get(link.address) ?? 0) > 1) slot.shared++;
      slot.text += Math.min(80, textOf(link.element, 200).trim().length);
      slot.score += worthOf(link, document, position);
    }
  }
  const rank = new Map<string, number>();
  for (const [key, slot] of slots) {
    const size = slot.cards.size;
    rank.set(
      key,
      slot.score / slot.links +
        3 * (size / cards.length) +
        2 * Math.min(1, slot.addresses.size / size) +
        Math.min(1.2, slot.text / slot.links / 25) -
        // Several of a kind in each card are its colours, pictures or people.
        Math.min(1.5, slot.links / size - 1),
    );
  }
  const chosen = links.map((own, index) => {
    let best: ListLink | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const [position, link] of own.entries()) {
      // An address that many cards share is none of theirs.
      const isShared = cards.length > 3 && (shares.get(link.address) ?? 0) > Math.max(2, cards.length / 4);
      const key = keys[index]?.[position] ?? '';
      const { shared = 0, links: all = 1 } = slots.get(key) ?? {};
      const isOthersToo = !isShared && shared * 2 >= all && hasOwnBeside(own, link, shares);
      const score = (rank.get(key) ?? 0) - (isShared ? 4 : isOthersToo ? 1 : 0);
      if (score > bestScore) {
        best = link;
        bestScore = score;
      }
    }
    return best;
  });
  return { chosen, links };
}

/** A firm that offers two of the things leads to both; the thing's own address is that card's alone. */
function hasOwnBeside(own: readonly ListLink[], link: ListLink, shares: ReadonlyMap<number, number>): boolean {
  const isShared = ({ address }: ListLink) => (shares.get(address) ?? 0) > 1;
  return isShared(link) && !own.every(isShared);
}

function slotOf({ element }: ListLink, card: Card | undefined, names: ElementNames): string {
  let path = '';
  for (
    let current: MarkupElement | null = element, level = 0;
    current && level < 12;
    current = current.parent, level++
  ) {
    if (current === card?.first) break;
    path += `${level === 0 ? names.nameOf(current) : names.tagOf(current)},`;
  }
  return path;
}

function worthOf({ element, href, isOwn }: ListLink, { sums, ends }: ListDocument, position: number): number {
  const from = element.order;
  const to = ends[from] ?? from + 1;
  let worth = position === 0 ? 0.3 : 0;
  if (sumBetween(sums.headings, from, to) > 0 || isInHeading(element)) worth += 2;
  if (sumBetween(sums.images, from, to) > 0) worth += 0.7;
  if (OTHER_ADDRESS.test(pathOf(href))) worth -= 1.5;
  const { class: className = '', id = '', rel = '', itemprop } = element.attributes;
  if (OTHER_NAME.test(`${className} ${id}`)) worth -= 1;
  if (/title|name|product|item|card|headline|permalink/i.test(className)) worth += 0.5;
  if (itemprop === 'url' || itemprop === 'name') worth += 1.5;
  if (/nofollow/.test(rel)) worth -= 0.5;
  return isOwn ? worth + 0.3 : worth;
}

function isInHeading(element: MarkupElement): boolean {
  for (let current = element.parent, level = 0; current && level < 3; current = current.parent, level++)
    if (HEADING.test(current.name)) return true;
  return false;
}

/** Path and query of an absolute address. */
function pathOf(href: string): string {
  const start = href.indexOf('/', href.indexOf('//') + 2);
  if (start < 0) return '';
  const fragment = href.indexOf('#', start);
  return fragment < 0 ? href.slice(start) : href.slice(start, fragment);
}
