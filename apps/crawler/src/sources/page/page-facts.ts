import type { MarkupElement } from '../../markup/element.js';

/** What one walk over a page finds, for all rules to read. */
export interface PageFacts {
  url: string;
  root: MarkupElement;
  language: string | undefined;
  /** `<title>`. */
  title: string;
  /** By lower-case name, property or itemprop; the first of each. */
  metas: Map<string, string>;
  canonical: string | undefined;
  headings: MarkupElement[];
  /** The first elements outside the head whose text is a part of the title. */
  mentions: MarkupElement[];
  /** Texts of `application/ld+json` scripts. */
  jsonLd: string[];
  /** Texts of other inline scripts that speak of prices. */
  scripts: string[];
  /** Elements with `itemprop` or `property`, in document order. */
  properties: MarkupElement[];
  /** Texts that hold a digit, with the element they stand in, where people can see them. */
  numbers: { element: MarkupElement; text: string }[];
  /** The same for texts that are struck through. */
  struck: { element: MarkupElement; text: string }[];
  /** Short visible texts that speak of the stock, and where they stand. */
  stockTexts: { order: number; isOut: boolean }[];
  /** Buttons and forms that put the product into a cart. */
  cartButtons: MarkupElement[];
}

/** One thing for sale, as some markup describes it. */
export interface MarkedProduct {
  rule: 'json-ld' | 'microdata' | 'rdfa' | 'meta';
  name?: string;
  url?: string;
  image?: string;
  description?: string;
  sku?: string;
  gtin?: string;
  offers: MarkedOffer[];
  /** False when its name is missing or not the page's: it may be another product's. */
  isOwn?: boolean;
}

export interface MarkedOffer {
  /** As written. */
  price?: string;
  /** The lowest of several offers. */
  isLowest?: boolean;
  currency?: string;
  availability?: string;
  url?: string;
  sku?: string;
}
