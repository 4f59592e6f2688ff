import type { CrawledItem, Price } from '@goodshunter/contracts';
import { containsAllWords, containsWord } from './contains-words.js';
import { normaliseText } from './normalise-text.js';

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

/** Tells whether a listing is hunted for, at `price` (which may be known from an earlier look). */
export type Matcher = (item: Pick<CrawledItem, 'title' | 'description'>, price: Price | undefined) => boolean;

/** Prepares the words of a task once; the answer looks at one listing after the other. */
export function createMatcher(hunt: Hunt): Matcher {
  const keyword = normaliseText(hunt.keyword);
  const excluded = hunt.excludeKeywords.map(normaliseText).filter((phrase) => phrase !== '');
  return (item, price) => {
    if (!isWithinBounds(hunt, price)) return false;
    if (keyword === '' && excluded.length === 0) return true;
    // The line break keeps a phrase from being found across the end of the title.
    const text = `${normaliseText(item.title)}\n${normaliseText(item.description ?? '')}`;
    return containsAllWords(text, keyword, 'start') && !excluded.some((phrase) => containsWord(text, phrase, 'whole'));
  };
}

/** A listing without a price, or in another currency, does not pass a bound. */
function isWithinBounds({ minPrice, maxPrice, currency }: Hunt, price: Price | undefined): boolean {
  if (minPrice === null && maxPrice === null) return true;
  if (price === undefined) return false;
  if (currency !== null && price.currency !== null && price.currency !== currency) return false;
  return (minPrice === null || price.amountMinor >= minPrice) && (maxPrice === null || price.amountMinor <= maxPrice);
}
