import { normaliseText } from './normalise-text.js';
import { WordFinder } from './word-finder.js';

/** What a task hunts for. */
export interface Hunt {
  /** All its words must occur in title or description; '' matches everything. */
  keyword: string;
  /** Inclusive, in minor units of `currency`. */
  minPrice: number | null;
  maxPrice: number | null;
  /** Null: bounds apply whatever the currency. */
  currency: string | null;
  /** Words and phrases that rule a listing out. */
  excludeKeywords: readonly string[];
}

/** What of a listing is read. */
export interface Listing {
  title: string;
  description?: string | null | undefined;
}

export interface ListingPrice {
  amountMinor: number;
  currency: string | null;
}

/**
 * Why a listing does not fit, with what a sentence needs to say so:
 * `word`: the wanted word that is missing; `excluded`: the word or phrase that is there, both as the user wrote them; `currency`: that of the listing;
 * `price`: `unknown`, `below` or `above` the bounds; `sold`: ''.
 */
export type Misfit =
  | { reason: 'word' | 'excluded' | 'currency'; detail: string }
  | { reason: 'price'; detail: 'unknown' | 'below' | 'above' }
  | { reason: 'sold'; detail: '' };

export type MisfitReason = Misfit['reason'];

export interface Matcher {
  /** Whether there are any words to look for: if not, every text fits, and reading it costs nothing. */
  readonly hasWords: boolean;
  /** Whether title and description have all words and none that is excluded: the part that costs time, in proportion to the text. */
  fitsText(listing: Listing): boolean;
  /** Whether a price (which may be known from an earlier look) is within the bounds. */
  fitsPrice(price: ListingPrice | undefined): boolean;
  /** Both. */
  fits(listing: Listing, price: ListingPrice | undefined): boolean;
  /** The first reason why not: text, then price, then `isSold`; undefined when it fits and can be had. Sold listings fit all the same. */
  whyNot(listing: Listing, price: ListingPrice | undefined, isSold?: boolean): Misfit | undefined;
}

/** Prepares the words of a hunt once; the answer looks at one listing after the other. Throws nothing, whatever the words and texts are. */
export function createMatcher(hunt: Hunt): Matcher {
  const words = hunt.keyword.split(/\s+/u).flatMap((written) =>
    normaliseText(written)
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => ({ written, word })),
  );
  const phrases = hunt.excludeKeywords
    .map((written) => ({ written, phrase: normaliseText(written) }))
    .filter(({ phrase }) => phrase !== '');
  const hasWords = words.length > 0 || phrases.length > 0;
  // Most hunts have no words, and each of their looks asks for a matcher.
  let finder: WordFinder | undefined;
  const find = (listing: Listing, isExcludedEnough: boolean) => {
    finder ??= new WordFinder({
      wanted: words.map(({ word }) => word),
      excluded: phrases.map(({ phrase }) => phrase),
    });
    return finder.find(readText(listing), isExcludedEnough);
  };

  function fitsText(listing: Listing): boolean {
    if (!hasWords) return true;
    const { missing, excluded } = find(listing, true);
    return missing === undefined && excluded === undefined;
  }

  function whyTextNot(listing: Listing): Misfit | undefined {
    if (!hasWords) return undefined;
    const { missing, excluded } = find(listing, false);
    if (missing !== undefined) return { reason: 'word', detail: words[missing]?.written ?? '' };
    if (excluded !== undefined) return { reason: 'excluded', detail: phrases[excluded]?.written ?? '' };
    return undefined;
  }

  const fitsPrice = (price: ListingPrice | undefined) => whyPriceNot(hunt, price) === undefined;
  return {
    hasWords,
    fitsText,
    fitsPrice,
    fits: (listing, price) => fitsPrice(price) && fitsText(listing),
    whyNot: (listing, price, isSold = false) =>
      whyTextNot(listing) ?? whyPriceNot(hunt, price) ?? (isSold ? { reason: 'sold', detail: '' } : undefined),
  };
}

/** The line break keeps a phrase from being found across the end of the title. */
function readText({ title, description }: Listing): string {
  return `${normaliseText(title)}\n${normaliseText(description ?? '')}`;
}

/** A listing without a price, or in another currency, does not pass a bound. */
function whyPriceNot({ minPrice, maxPrice, currency }: Hunt, price: ListingPrice | undefined): Misfit | undefined {
  if (minPrice === null && maxPrice === null) return undefined;
  if (price === undefined) return { reason: 'price', detail: 'unknown' };
  if (currency !== null && price.currency !== null && price.currency !== currency)
    return { reason: 'currency', detail: price.currency };
  if (minPrice !== null && price.amountMinor < minPrice) return { reason: 'price', detail: 'below' };
  if (maxPrice !== null && price.amountMinor > maxPrice) return { reason: 'price', detail: 'above' };
  return undefined;
}
