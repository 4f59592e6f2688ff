import type { MarkupElement } from '../../markup/element.js';
import type { ListDocument, ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { PLACE } from './places.js';

/** One repeated thing of a page: an element, or several siblings where no element holds it whole. */
export interface Card {
  first: MarkupElement;
  last: MarkupElement;
  /** The link that found it. */
  link?: ListLink;
}

/** Cards that are built alike. */
export interface Region {
  cards: Card[];
  /** Found by links; else by likeness of siblings alone. */
  hasLinks: boolean;
}

const MAX_CLUSTERS = 48;
/** Elements around a link that name its cluster. */
const HEADING = /^h[1-6]$/;
const AWAY = PLACE.nav | PLACE.footer | PLACE.side | PLACE.other | PLACE.advert | PLACE.hidden;

/** Groups of links that stand alike, by several measures at once, each lifted to the cards that hold them. */
export function findLinkRegions(document: ListDocument, names: ElementNames): Region[] {
  const regions: Region[] = [];
  const seen = new Set<number>();
  const lifted = new Set<number>();
  const lift = createLifter(document.nodes.length);
  for (const cluster of clusterLinks(document, names)) {
    const cards = toCards(lift(cluster), names, document);
    if (cards.length < 1) continue;
    // Links that stand alike by several measures lead to the same cards: those are looked at once.
    const all = keyOf(cards);
    if (lifted.has(all)) continue;
    lifted.add(all);
    const inside = withoutPlain(withoutOutsiders(cards, document), document);
    for (const variant of [inside, largestGroup(inside, 1), largestGroup(inside, 2)]) {
      if (variant.length < 1) continue;
      const region = withSiblings(variant, document);
      const key = keyOf(region);
      if (seen.has(key)) continue;
      seen.add(key);
      regions.push({ cards: region, hasLinks: true });
    }
  }
  return regions;
}

/** A number that equal regions share; others hardly ever do. */
function keyOf(cards: readonly Card[]): number {
  let key = cards.length;
  for (const { first, last } of cards) key = (key * 31 + first.order * 7 + last.order) % 4_503_599_627_370_449;
  return key;
}

/** The largest clusters, each made of links to two addresses at least. */
function clusterLinks({ links, shapes }: ListDocument, names: ElementNames): ListLink[][] {
  const clusters = new Map<number, ListLink[]>();
  const add = (kind: number, id: number, link: ListLink) => {
    const key = id * 16 + kind;
    const cluster = clusters.get(key);
    if (cluster) cluster.push(link);
    else clusters.set(key, [link]);
  };
  for (const link of links) {
    const { element, address } = link;
    add(0, names.tagPathOf(element), link);
    add(1, names.namedPathOf(element), link);
    add(2, names.lastNamesOf(element, 3, false), link);
    add(3, names.lastNamesOf(element, 5, false), link);
    add(4, names.lastNamesOf(element, 5, true), link);
    if (element.attributes.class !== undefined && names.classesOf(element) !== '') add(5, names.nameOf(element), link);
    const heading = headingOf(element);
    if (heading) add(6, names.nameOf(heading), link);
    const shape = shapes[address];
    if (shape) add(7, names.idOf(shape), link);
    add(8, innerShapeOf(element, names), link);
  }
  const distinct = new Map<string, { cluster: ListLink[]; size: number }>();
  const marks = new Int32Array(shapes.length).fill(-1);
  let turn = 0;
  for (const cluster of clusters.values()) {
    if (cluster.length < 2) continue;
    let size = 0;
    for (const { address } of cluster) {
      if (marks[address] === turn) continue;
      marks[address] = turn;
      size++;
    }
    turn++;
    if (size < 2) continue;
    const key = `${cluster.length}:${cluster[0]?.element.order}:${cluster.at(-1)?.element.order}`;
    if (!distinct.has(key)) distinct.set(key, { cluster, size });
  }
  return [...distinct.values()]
    .sort((a, b) => b.size - a.size)
    .slice(0, MAX_CLUSTERS)
    .map(({ cluster }) => cluster);
}

function headingOf(element: MarkupElement): MarkupElement | undefined {
  for (let current = element.parent, level = 0; current && level < 3; current = current.parent, level++)
    if (HEADING.test(current.name)) return current;
  for (const child of element.children) if (typeof child !== 'string' && HEADING.test(child.name)) return child;
  return undefined;
}

/** How a link is built inside, as a number; of many children the first. */
function innerShapeOf({ children }: MarkupElement, names: ElementNames): number {
  let shape = 0;
  let length = 0;
  for (const child of children) {
    if (length > MAX_SHAPE) break;
    if (child === ' ') continue;
    const name = typeof child === 'string' ? 0 : names.nameOf(child);
    shape = names.pairOf(shape, name);
    length += name < 10 ? 2 : name < 100 ? 3 : name < 1000 ? 4 : 5;
  }
  return shape;
}
/** Short names are counted for less than long ones. */
const MAX_SHAPE = 60;

/**
 * Lifts each link to the largest element around it that holds no other address of its cluster. Linear: a mark on each element says
 * whose it is, or that it holds many, which then holds for all around it. The marks of one cluster mean nothing to the next.
 */
function createLifter(elements: number): (cluster: readonly ListLink[]) => { root: MarkupElement; link: ListLink }[] {
  const owners = new Int32Array(elements);
  const turns = new Int32Array(elements);
  let turn = 0;
  const ownerOf = ({ order }: MarkupElement): number => (turns[order] === turn ? (owners[order] ?? NOBODY) : NOBODY);
  const own = ({ order }: MarkupElement, owner: number) => {
    owners[order] = owner;
    turns[order] = turn;
  };
  return (cluster) => {
    turn++;
    for (const { element, address } of cluster) {
      let isMany = false;
      for (let current: MarkupElement | null = element; current && current.order >= 0; current = current.parent) {
        const owner = ownerOf(current);
        if (owner === MANY) break;
        if (owner === NOBODY && !isMany) own(current, address);
        else if (isMany || owner !== address) {
          own(current, MANY);
          isMany = true;
        } else break;
      }
    }
    const lifted = new Map<number, { root: MarkupElement; link: ListLink }>();
    for (const link of cluster) {
      let root = link.element;
      while (root.parent && root.parent.order >= 0 && ownerOf(root.parent) === link.address) root = root.parent;
      if (ownerOf(root) === link.address && !lifted.has(root.order)) lifted.set(root.order, { root, link });
    }
    return [...lifted.values()];
  };
}
const NOBODY = -2;
const MANY = -1;

/** The lifted elements that are built as most are; of those that were lifted too far the part that is. */
function toCards(
  lifted: readonly { root: MarkupElement; link: ListLink }[],
  names: ElementNames,
  { places }: ListDocument,
): Card[] {
  const counts = new Map<number, number>();
  for (const { root } of lifted) {
    const path = names.tagPathOf(root);
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  let mode = 0;
  let most = 0;
  for (const [path, count] of counts) {
    if (count > most) {
      mode = path;
      most = count;
    }
  }
  const typical = lifted.find(({ root }) => names.tagPathOf(root) === mode)?.root;
  if (!typical) return [];
  const name = names.classesOf(typical) === '' ? undefined : names.nameOf(typical);
  const cards: Card[] = [];
  for (const { root, link } of lifted) {
    let card: MarkupElement | undefined;
    for (let current: MarkupElement | null = link.element; current; current = current.parent) {
      if (names.tagPathOf(current) === mode || (name !== undefined && names.nameOf(current) === name)) card = current;
      if (current === root) break;
    }
    if (card && ((places[card.order] ?? 0) & PLACE.unseen) === 0) cards.push({ first: card, last: card, link });
  }
  return cards;
}

/** Without cards in menus, side columns, adverts and the like, where most cards are elsewhere. */
function withoutOutsiders(cards: Card[], { places }: ListDocument): Card[] {
  // What the card itself is called says nothing about where it stands.
  const placeOf = ({ first }: Card) => places[first.parent?.order ?? -1] ?? 0;
  // Headings are believed more than names: what others bought may well be more than what was found.
  const ownOnes = cards.filter((card) => (placeOf(card) & PLACE.beside) === 0);
  const own = ownOnes.length > 0 ? ownOnes : cards;
  const inside = own.filter((card) => (placeOf(card) & AWAY) === 0);
  return inside.length * 2 >= own.length ? inside : own;
}

/** Without menus that are built as the list's cards are: groups of their own that name no price, where other groups all do. */
function withoutPlain(cards: Card[], { sums, ends }: ListDocument): Card[] {
  const isPriced = ({ first, last }: Card) =>
    (sums.prices[ends[last.order] ?? 0] ?? 0) > (sums.prices[first.order] ?? 0);
  const groups = new Map<MarkupElement | null, { cards: Card[]; priced: number }>();
  for (const card of cards) {
    const group = groups.get(card.first.parent) ?? { cards: [], priced: 0 };
    group.cards.push(card);
    if (isPriced(card)) group.priced++;
    groups.set(card.first.parent, group);
  }
  const all = [...groups.values()];
  const hasList = all.some((group) => group.cards.length >= LEAST_GROUP && group.priced >= group.cards.length * 0.6);
  if (!hasList || groups.size === 1) return cards;
  const plain = new Set(
    all.filter((group) => group.cards.length >= LEAST_GROUP && group.priced === 0).flatMap((group) => group.cards),
  );
  return plain.size === 0 ? cards : cards.filter((card) => !plain.has(card));
}
const LEAST_GROUP = 4;

/** The cards below the element, some levels up, that holds most of them. */
function largestGroup(cards: readonly Card[], levels: number): Card[] {
  const groups = new Map<MarkupElement, Card[]>();
  for (const card of cards) {
    let parent: MarkupElement | null = card.first;
    for (let level = 0; level < levels; level++) parent = parent?.parent ?? null;
    if (!parent) continue;
    const group = groups.get(parent);
    if (group) group.push(card);
    else groups.set(parent, [card]);
  }
  let largest: Card[] = [];
  for (const group of groups.values()) if (group.length > largest.length) largest = group;
  return largest.length === cards.length ? [] : largest;
}

/**
 * Where a card is several siblings (rows of two, terms and definitions), those up to the next card belong to it, as many as most cards
 * have. Elements without any text or picture are gaps.
 */
function withSiblings(cards: readonly Card[], document: ListDocument): Card[] {
  const { ends, sums } = document;
  const roots = new Set(cards.map(({ first }) => first));
  const positions = new Map<MarkupElement, MarkupElement[]>();
  const followers = cards.map(({ first }) => {
    const siblings = siblingsOf(first, positions);
    const found: MarkupElement[] = [];
    for (let index = indexOf(siblings, first) + 1; index < siblings.length && found.length < 6; index++) {
      const sibling = siblings[index];
      if (!sibling) break;
      if (roots.has(sibling)) return { found, isClosed: true };
      found.push(sibling);
    }
    return { found, isClosed: false };
  });
  const closed = followers.filter(({ isClosed }) => isClosed);
  if (closed.length < Math.max(1, (cards.length - 1) * 0.6)) return [...cards];
  const counts = new Map<string, number>();
  for (const { found } of closed) {
    const shape = found.map(({ name }) => name).join();
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const [shape = '', count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (shape === '' || count < closed.length * 0.6) return [...cards];
  const length = shape.split(',').length;
  const holdsText = (element: MarkupElement) =>
    (sums.text[ends[element.order] ?? 0] ?? 0) - (sums.text[element.order] ?? 0) > 0;
  if (!closed.some(({ found }) => found.some(holdsText))) return [...cards];
  const swallowed = followers.filter(({ found }, index) =>
    found.some((one) => isCardItself(one, cards[index]?.first, document)),
  );
  if (swallowed.length * 2 > closed.length) return [...cards];
  return cards.map((card, index) => {
    const { found = [], isClosed = false } = followers[index] ?? {};
    const own = isClosed ? found : found.slice(0, length);
    return { ...card, last: own.findLast(holdsText) ?? card.last };
  });
}

/** Built as the card beside it is, with a link, a picture and a heading of its own: a card of another class, not a part. */
function isCardItself(
  { name, order }: MarkupElement,
  card: MarkupElement | undefined,
  { ends, sums }: ListDocument,
): boolean {
  const holds = (sum: Int32Array) => (sum[ends[order] ?? 0] ?? 0) > (sum[order] ?? 0);
  return name === card?.name && holds(sums.links) && holds(sums.images) && holds(sums.headings);
}

function siblingsOf({ parent }: MarkupElement, known: Map<MarkupElement, MarkupElement[]>): MarkupElement[] {
  if (!parent) return [];
  let siblings = known.get(parent);
  if (!siblings) {
    siblings = parent.children.filter((child): child is MarkupElement => typeof child !== 'string');
    known.set(parent, siblings);
  }
  return siblings;
}

/** By bisection: parents may have tens of thousands of children. */
function indexOf(siblings: readonly MarkupElement[], { order }: MarkupElement): number {
  let low = 0;
  let high = siblings.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((siblings[middle]?.order ?? 0) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
