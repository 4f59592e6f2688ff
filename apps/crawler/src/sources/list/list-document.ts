import { NO_ATTRIBUTES } from '../../markup/attributes.js';
import type { MarkupElement } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import type { ListDocument } from './document-facts.js';
import { FLAG, flagsOf, measureText, TEXT } from './element-flags.js';
import { markSections } from './mark-sections.js';
import { partLines } from './part-lines.js';
import { markFeet, PLACE, placeOf, spreadPlaces } from './places.js';
import { PRICE_SIGN } from './price-sign.js';
import { resolveLinks } from './resolve-links.js';
import { createSums } from './sums.js';

export type { ListDocument, ListLink } from './document-facts.js';

const ATTRIBUTES = new Set(
  `alt aria-disabled aria-hidden aria-label class content data-background data-background-image data-bg data-href data-id data-image data-img data-lazy
  data-lazy-src data-lazy-srcset data-link data-name data-original data-original-src data-price data-src data-srcset data-testid data-title data-url datetime disabled hidden href id
  itemprop itemscope itemtype lang name onclick property rel role src srcset style title type value width height`.split(
    /\s+/,
  ),
);
const LEAVES = new Set(['script', 'style', 'svg', 'math', 'option', 'textarea', 'iframe', 'object']);
const HEADING = /^h[1-6]$/;
const SECTION_HEADING = /^h[2-6]$/;
const MAX_LINKS = 20_000;
const MAX_SCRIPTS_LENGTH = 3_000_000;

/**
 * Parses a page once and gathers everything that the search for its list needs. Linear in the page, never throws.
 * @param ownAttributes those that a person's own selectors ask for, kept beside the others; undefined where there are no such selectors
 */
export function readListDocument(html: string, url: string, ownAttributes?: readonly string[]): ListDocument {
  const attributes = ownAttributes?.length ? new Set([...ATTRIBUTES, ...ownAttributes]) : ATTRIBUTES;
  const { root, elementCount } = parseMarkup(html, 'html', { attributes });
  const document = emptyDocument(url, root, elementCount);
  const found = walk(document);
  // Own selectors mean the page as it was written.
  const count = ownAttributes === undefined ? partLines(root, found.breaks) : undefined;
  if (count === undefined) return complete(document, found);
  const parted = emptyDocument(url, root, count);
  return complete(parted, walk(parted));
}

function emptyDocument(url: string, root: MarkupElement, elementCount: number): ListDocument {
  return {
    url,
    base: url,
    root,
    nodes: new Array<MarkupElement>(elementCount),
    ends: new Int32Array(elementCount),
    sums: createSums(elementCount + 1),
    flags: new Uint8Array(elementCount),
    pictures: [],
    places: new Uint16Array(elementCount),
    menuText: 0,
    links: [],
    addresses: [],
    shapes: [],
    language: undefined,
    title: '',
    metas: new Map(),
    jsonLd: [],
    scripts: [],
    relNext: [],
  };
}

function complete(document: ListDocument, { anchors, headings, rights }: Found): ListDocument {
  sumUp(document);
  markFeet(document, rights);
  spreadPlaces(document);
  markSections(document, headings);
  resolveLinks(document, anchors);
  return document;
}

/** Elements that are asked for once. */
interface Found {
  anchors: MarkupElement[];
  headings: MarkupElement[];
  /** Whose own text reserves rights. */
  rights: MarkupElement[];
  breaks: MarkupElement[];
}

function walk(document: ListDocument): Found {
  const found: Found = { anchors: [], headings: [], rights: [], breaks: [] };
  const { nodes, places, flags, ends } = document;
  const named = new Map<string, number>();
  let scriptsLength = 0;
  const stack: MarkupElement[] = [document.root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    const { children, order, parent } = element;
    let isLeaf = false;
    if (order >= 0) {
      nodes[order] = element;
      ends[order] = order + 1;
      const around = parent && parent.order >= 0 ? (places[parent.order] ?? 0) & PLACE.unseen : 0;
      const place = around | placeOf(element, named);
      places[order] = place;
      flags[order] = flagsOf(element);
      if (mayShowPicture(element)) document.pictures.push(order);
      isLeaf = LEAVES.has(element.name);
      noteHead(element, document);
      if (element.name === 'script') scriptsLength = noteScript(element, document, scriptsLength);
      if (isLeaf || (place & PLACE.unseen) !== 0) noteDigits(element, flags);
      if (isLeaf) places[order] = place | PLACE.unseen;
      else if ((place & PLACE.unseen) === 0) {
        noteBody(element, document, found);
        if (element.name === 'br') found.breaks.push(element);
        if (element.name.length === 2 && SECTION_HEADING.test(element.name)) found.headings.push(element);
      }
    }
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined && typeof child !== 'string') {
        // Elements of drawings and of select lists are kept in order, yet nobody asks for them.
        if (isLeaf && child.order >= 0) places[child.order] = PLACE.unseen;
        stack.push(child);
      }
    }
  }
  return found;
}

function noteHead(element: MarkupElement, document: ListDocument): void {
  const { name, attributes } = element;
  switch (name) {
    case 'html':
      document.language ??= attributes.lang;
      break;
    case 'base':
      if (attributes.href !== undefined && document.base === document.url)
        document.base = resolve(attributes.href, document.url) ?? document.url;
      break;
    case 'title': {
      const [text] = element.children;
      if (document.title === '' && typeof text === 'string' && element.parent?.name !== 'svg')
        document.title = text.slice(0, 1000);
      break;
    }
    case 'meta': {
      const key = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
      if (key && attributes.content !== undefined && !document.metas.has(key))
        document.metas.set(key, attributes.content);
      break;
    }
    case 'link':
    case 'a':
      if (attributes.rel !== undefined && attributes.href && /(?:^|\s)next(?:\s|$)/i.test(attributes.rel))
        document.relNext.push(attributes.href);
      break;
  }
}

function noteScript({ attributes, children }: MarkupElement, document: ListDocument, length: number): number {
  const [text] = children;
  if (typeof text !== 'string' || length + text.length > MAX_SCRIPTS_LENGTH) return length;
  if (/ld\+json/i.test(attributes.type ?? '')) document.jsonLd.push(text);
  else document.scripts.push(text);
  return length + text.length;
}

function noteBody(element: MarkupElement, { sums, flags }: ListDocument, { anchors, rights }: Found): void {
  const { name, attributes, children, order } = element;
  if (name === 'a' && attributes.href !== undefined && anchors.length < MAX_LINKS) {
    anchors.push(element);
    sums.links[order + 1] = 1;
  } else if (name === 'img' || attributes['data-bg'] !== undefined) sums.images[order + 1] = 1;
  else if (attributes.style?.includes('url(')) sums.images[order + 1] = 1;
  else if (name.length === 2 && HEADING.test(name)) sums.headings[order + 1] = 1;
  let length = 0;
  let bits = 0;
  for (let index = 0; index < children.length; index++) {
    const written = children[index];
    if (typeof written !== 'string' || written === ' ') continue;
    let child = written;
    // Texts that are set with much space around them are short all the same.
    if (child.length > 60 && /\s{4}/.test(child)) {
      child = child.replace(/\s+/g, ' ');
      children[index] = child;
    }
    const measured = measureText(child);
    const hasDigits = (measured & TEXT.digits) !== 0;
    length += measured >> 2;
    bits |= measured;
    if (child.length < 60 && (PRICE_SIGN.test(child) || (hasDigits && isBarePrice(element, child))))
      sums.prices[order + 1] = 1;
  }
  sums.text[order + 1] = length;
  if ((bits & TEXT.digits) !== 0) flags[order] = (flags[order] ?? 0) | FLAG.digits;
  if ((bits & TEXT.rights) !== 0) rights.push(element);
}

const PRICE_NAME = /(?:^|[\s_-])price(?=$|[\s_-])/i;
const BARE_PRICE = /^\s*(?:\d{1,3}(?:[.,' \u00a0]\d{3})+|\d{1,6})[.,]\d{2}\s*$/;

/** An amount without any sign of money, in an element that is named for it. */
export function isBarePrice({ attributes }: MarkupElement, text: string): boolean {
  if (attributes.itemprop !== 'price' && (attributes.class === undefined || !PRICE_NAME.test(attributes.class)))
    return false;
  return BARE_PRICE.test(text);
}

/** Of what is not shown as text: fields and what no browser draws. */
function noteDigits({ children, order }: MarkupElement, flags: Uint8Array): void {
  const own = flags[order] ?? 0;
  if ((own & FLAG.code) !== 0) return;
  if (children.some((child) => typeof child === 'string' && (measureText(child) & TEXT.digits) !== 0))
    flags[order] = own | FLAG.digits;
}

function mayShowPicture({ name, attributes }: MarkupElement): boolean {
  if (name === 'img' || name === 'source') return true;
  if (attributes === NO_ATTRIBUTES) return false;
  return (
    attributes['data-bg'] !== undefined ||
    attributes['data-background-image'] !== undefined ||
    (attributes.style?.includes('url(') ?? false)
  );
}

function sumUp({ nodes, ends, sums }: ListDocument): void {
  for (let order = nodes.length - 1; order >= 0; order--) {
    const parent = nodes[order]?.parent?.order ?? -1;
    const end = ends[order] ?? 0;
    if (parent >= 0 && end > (ends[parent] ?? 0)) ends[parent] = end;
  }
  for (const sum of Object.values(sums)) {
    for (let index = 1; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (sum[index - 1] ?? 0);
  }
}

function resolve(href: string, base: string): string | undefined {
  try {
    return new URL(href.trim(), base).href;
  } catch {
    return undefined;
  }
}
