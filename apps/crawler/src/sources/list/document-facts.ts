import type { MarkupElement } from '../../markup/element.js';
import type { Sums } from './sums.js';

/** A link of a page that may lead to what a card is about. */
export interface ListLink {
  element: MarkupElement;
  /** Absolute, as it stands. */
  href: string;
  /** Which address it leads to, tracking parameters aside: equal numbers, equal addresses. */
  address: number;
  /** It leads to the page's own site. */
  isOwn: boolean;
}

/** A page with what searching for lists asks again and again, answered by sums over document order. */
export interface ListDocument {
  url: string;
  /** What relative addresses are resolved against. */
  base: string;
  root: MarkupElement;
  /** By `order`. */
  nodes: MarkupElement[];
  /** For each element, the order after its last descendant's. */
  ends: Int32Array;
  /** Sums over all elements before one: of visible text, pictures, prices, headings and links. Length is one more than `nodes`. */
  sums: Sums;
  /** What is asked of each element of each card: bits of `FLAG`. */
  flags: Uint8Array;
  /** Elements that are, or may show, a picture, by their order. */
  pictures: number[];
  /** What the surroundings of an element are. */
  places: Uint16Array;
  /** Visible text in menus and feet of the site. */
  menuText: number;
  links: ListLink[];
  /** Cleaned addresses by their number. */
  addresses: string[];
  /** What addresses have in common with others of their kind, by their number. */
  shapes: string[];
  language: string | undefined;
  title: string;
  /** `<meta>` by lower-case name or property. */
  metas: Map<string, string>;
  /** Inline scripts, JSON-LD apart. */
  jsonLd: string[];
  scripts: string[];
  /** Addresses of `<link rel=next>` and of `<a rel=next>`. */
  relNext: string[];
}
