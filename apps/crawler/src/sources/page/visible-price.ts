import type { MarkupElement } from '../../markup/element.js';
import type { FoundPrice, PriceKind } from '../../price/scan-prices.js';
import type { CardRow } from './find-cards.js';
import type { PriceElement } from './find-price-element.js';

/** An amount people see on the page, and how much its place looks like that of the price. */
export interface VisiblePrice {
  element: MarkupElement;
  amountMinor: number;
  currency: string | null;
  /** The amount in whole units, to compare with other readings. */
  value: number;
  score: number;
  isMarked: boolean;
  /** It stands by itself or with few words. */
  isShort: boolean;
  /** A sentence speaks of it. */
  isProse: boolean;
  order: number;
  kind: PriceKind;
  /** Struck through. */
  isStruck: boolean;
  /** The names of its place say that it no longer holds. */
  isCalledOld: boolean;
  /** What the words beside it make of it; null when nothing. */
  said: PriceKind | null;
  /** It says that it leaves out tax, or that it holds it. */
  isNet: boolean;
  /** Only for those who pay in one way, by transfer, in cash, or who order it again and again. */
  isOnTerms: boolean;
  isGross: boolean;
  /** Prices begin there, by its text or the words beside it. */
  isFrom: boolean;
  /** The words beside it call it the price. */
  isPriceLabelled: boolean;
  /** The row of cards that it stands in: it is another product's. */
  row: CardRow | undefined;
  /** Behind a heading such as "You may also like". */
  isBehindOthers: boolean;
  /** In a part of the page whose own heading names something else. */
  isNamedOther: boolean;
  /** The element that shows it, and its amount as found there. */
  source: PriceElement;
  price: FoundPrice;
}

/** An amount that a text calls a saving, and where it stands. */
export interface ShownAmount {
  value: number;
  order: number;
}
