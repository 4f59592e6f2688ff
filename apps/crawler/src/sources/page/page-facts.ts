import type { MarkupElement } from '../../markup/element.js';
import type { ButtonKind } from '../../stock/read-button-label.js';

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
  /** `h1`. */
  headings: MarkupElement[];
  /** `h2` to `h4`. */
  subheadings: MarkupElement[];
  /** The first elements outside the head whose text is a part of the title. */
  mentions: MarkupElement[];
  /** Texts of `application/ld+json` scripts. */
  jsonLd: string[];
  /** Texts of other inline scripts that speak of prices. */
  scripts: string[];
  /** Elements with `itemprop` or `property`, in document order. */
  properties: MarkupElement[];
  /** Texts that hold a digit, with the element they stand in, where people can see them. */
  numbers: ShownText[];
  /** The same for texts that are struck through. */
  struck: ShownText[];
  /** Short texts outside links that people can see, in document order. */
  texts: ShownText[];
  /** Buttons of a shop, in document order. */
  buttons: ShopButton[];
  /** What the labels of buttons read so far say. */
  labels: Map<string, ButtonKind | null>;
  /** Where a choice of the order of a list, or of its pages, stands. */
  listControls: number[];
  /** Forms that name the variations of a product for scripts. */
  variationForms: MarkupElement[];
  /** Elements whose attributes name a price for scripts. */
  pricedElements: MarkupElement[];
  /** There is a field for a password. */
  hasPassword: boolean;
}

/** A text and the element it stands in. */
export interface ShownText {
  element: MarkupElement;
  text: string;
}

/** Something to press that buys, or would. */
export interface ShopButton {
  element: MarkupElement;
  kind: ButtonKind;
  /** Its label says so, not only names that people do not see. */
  isLabelled: boolean;
  /** Neither it nor anything around it is hidden. */
  isShown: boolean;
  isEnabled: boolean;
}

/** One thing for sale, as some markup describes it. */
export interface MarkedProduct {
  rule: 'json-ld' | 'microdata' | 'rdfa' | 'meta' | 'script';
  name?: string;
  url?: string;
  image?: string;
  description?: string;
  sku?: string;
  gtin?: string;
  offers: MarkedOffer[];
  /** False when its name is missing or not the page's: it may be another product's. */
  isOwn?: boolean;
  /** Its offers are those of the variant that the address or the task names. */
  isVariant?: boolean;
  /** Its offers for other variants: what the page shows may be theirs. */
  otherOffers?: MarkedOffer[];
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
  /** What the variant is called that it is for. */
  name?: string;
  /** Used, refurbished, open box: it does not answer for a new one. */
  isUsed?: boolean;
}
