import { closest, type MarkupElement } from '../../markup/element.js';

/** Other products on a page: cards of one shape in a row, each with a link of its own and a price. */
export interface Cards {
  /** Every card, and the row it belongs to. */
  byElement: ReadonlyMap<MarkupElement, CardRow>;
  rows: readonly CardRow[];
}

export interface CardRow {
  cards: readonly MarkupElement[];
  /** Where the first one stands. */
  order: number;
}

const MAX_LEVELS = 8;
/** Larger parts of a page are sections, not cards. */
const MAX_SPAN = 250;
const MAX_PLACES = 600;

/**
 * Finds the cards around the places of prices by the tree alone: children of one parent, built alike, each holding a price and a
 * link to an address that is not this page's. What holds the product's heading is no card. Names of classes play no part beyond
 * being the same.
 */
export function findCards(places: readonly MarkupElement[], heading: MarkupElement | undefined, url: string): Cards {
  const headingLine = new Set<MarkupElement>();
  for (let element = heading ?? null; element; element = element.parent) headingLine.add(element);
  const groups = new Map<MarkupElement, Map<string, Set<MarkupElement>>>();
  for (const place of places.slice(0, MAX_PLACES)) {
    let element: MarkupElement | null = place;
    for (let level = 0; level < MAX_LEVELS && element; level++, element = element.parent) {
      const parent: MarkupElement | null = element.parent;
      if (!parent || element.name === 'body') break;
      if (headingLine.has(element)) break;
      const shapes: Map<string, Set<MarkupElement>> = groups.get(parent) ?? new Map<string, Set<MarkupElement>>();
      groups.set(parent, shapes);
      const shape = shapeOf(element);
      const members: Set<MarkupElement> = shapes.get(shape) ?? new Set<MarkupElement>();
      shapes.set(shape, members);
      // What is around it has been noted with it.
      if (members.has(element)) break;
      members.add(element);
    }
  }
  const ownPath = pathOf(url, url);
  const byElement = new Map<MarkupElement, CardRow>();
  const rows: CardRow[] = [];
  for (const [parent, shapes] of groups) {
    // Beside the heading, two of a shape are parts of the product, with links to its terms.
    const least = headingLine.has(parent) ? 4 : 2;
    for (const members of shapes.values()) {
      if (members.size < least) continue;
      const links = new Map<string, MarkupElement>();
      const linked: MarkupElement[] = [];
      for (const card of members) {
        const link = spanOf(card) <= MAX_SPAN ? linkOf(card, url, ownPath) : undefined;
        if (link === undefined) continue;
        linked.push(card);
        if (!links.has(link)) links.set(link, card);
      }
      // Cards that share an address are parts of one thing.
      if (links.size < 2 || links.size < members.size * 0.6 || !areAlike(linked)) continue;
      const cards = [...links.values()];
      const row: CardRow = { cards, order: Math.min(...cards.map(({ order }) => order)) };
      rows.push(row);
      for (const card of linked) if (!byElement.has(card)) byElement.set(card, row);
    }
  }
  return { byElement, rows };
}

/** The row of the card that holds an element; undefined outside cards. */
export function cardRowOf(element: MarkupElement, { byElement }: Cards): CardRow | undefined {
  if (byElement.size === 0) return undefined;
  const card = closest(element, (one) => byElement.has(one));
  return card ? byElement.get(card) : undefined;
}

const FIRST_NAME = /\S+/;

/** Its name and the first name of its class without numbers: "product post-12 first" and "product post-13 last" are one shape. */
function shapeOf({ name, attributes }: MarkupElement): string {
  const names = attributes.class;
  if (names === undefined) return name;
  const first = FIRST_NAME.exec(names)?.[0] ?? '';
  return `${name}.${/\d/.test(first) ? first.replace(/\d+/g, '') : first}`;
}

const MAX_COMPARED = 40;

/** Whether most of them are built like one of the first: sections of a page may share a class, and hold different things. */
function areAlike(members: readonly MarkupElement[]): boolean {
  const parts = members.slice(0, 12).map(partsOf);
  const [first, second] = parts;
  if (!first || !second) return false;
  const alikeTo = (one: ReadonlySet<string>) => parts.filter((other) => shareOf(one, other) >= 0.45).length;
  return Math.max(alikeTo(first), alikeTo(second)) > parts.length / 2;
}

/** The shapes of the first elements in it. */
function partsOf(element: MarkupElement): Set<string> {
  const shapes = new Set<string>();
  const stack = [element];
  for (let visited = 0; visited < MAX_COMPARED; visited++) {
    const current = stack.pop();
    if (!current) break;
    if (current !== element) shapes.add(shapeOf(current));
    for (let index = current.children.length - 1; index >= 0; index--) {
      const child = current.children[index];
      if (child !== undefined && typeof child !== 'string' && stack.length < 200) stack.push(child);
    }
  }
  return shapes;
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const shape of one) if (other.has(shape)) shared++;
  const all = one.size + other.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** How many elements it holds. */
function spanOf(element: MarkupElement): number {
  let last = element;
  for (;;) {
    const child = last.children.findLast((one): one is MarkupElement => typeof one !== 'string');
    if (!child) return last.order - element.order;
    last = child;
  }
}

/** The first address in a card that is not this page's. */
function linkOf(card: MarkupElement, url: string, ownPath: string | undefined): string | undefined {
  const stack = [card];
  for (let visited = 0; visited < 80; visited++) {
    const element = stack.pop();
    if (!element) break;
    const { href } = element.attributes;
    if (element.name === 'a' && href !== undefined && !/^(?:#|javascript:|mailto:|tel:|$)/i.test(href)) {
      const path = pathOf(href, url);
      if (path !== undefined && path !== ownPath) return path;
    }
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child !== undefined && typeof child !== 'string') stack.push(child);
    }
  }
  // Or the card stands in a link.
  const around = closest(card, ({ name, attributes }) => name === 'a' && attributes.href !== undefined);
  const path = around ? pathOf(around.attributes.href ?? '', url) : undefined;
  return path === ownPath ? undefined : path;
}

function pathOf(link: string, base: string): string | undefined {
  let address: URL;
  try {
    address = new URL(link, base);
  } catch {
    return undefined;
  }
  const { host, pathname, search } = address;
  // Shops that name all their pages by a number in the query.
  return `${host}${pathname}${/\.(?:php|asp|aspx|cgi|jsp|do)$/i.test(pathname) || pathname === '/' ? search : ''}`;
}
