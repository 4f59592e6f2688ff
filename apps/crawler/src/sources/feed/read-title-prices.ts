import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { scanPrices } from '../../price/scan-prices.js';
import type { FeedEntry } from './read-entry.js';

/** From this share on, titles of a feed hold one amount as a habit, wherever in the title it stands. */
const HABIT = 0.8;
/** Of so many titles it is one that stays: what a title says is not to hang on those beside it. */
const LASTING = 5;

/**
 * Gives entries without a price of their own the one that their title states. What a title states at its edge (`Camera - $450`,
 * `[€12] Lens`, `Jacket now 89.00 EUR`) is a price by itself, whatever the other titles say; one in its middle is, where four in five hold exactly
 * one, or did at an earlier look. An amount that a sentence speaks of (`Fine of $450`) is none.
 * @param wasHabit as an earlier look found
 * @returns whether it is a habit that stays
 */
export function addTitlePrices(entries: readonly FeedEntry[], hints: CurrencyHints, wasHabit = false): boolean {
  const prices = entries.map(({ item, plainTitle }) => (item.price ? null : readTitlePrice(plainTitle, hints)));
  const count = prices.filter(Boolean).length;
  const isHabit = wasHabit || (count >= 2 && count >= entries.length * HABIT);
  for (const [index, price] of prices.entries()) {
    const entry = entries[index];
    if (!entry || !price || !(isHabit || price.isStated)) continue;
    entry.item.price = { amountMinor: price.amountMinor, currency: price.currency };
  }
  return wasHabit || (isHabit && count >= LASTING);
}

/** Words behind which an amount is what a sentence speaks of. */
const SPOKEN_OF =
  /(?:^|\s)(?:of|by|over|under|above|below|about|around|nearly|almost|than|worth|another|least|most|up to|fined?|saves?|saved|raises?|raised|wins?|won|owes?|pays?|paid|costs?|loses?|lost|earns?|gets?|reach(?:es)?|hits?|tops?|bis|über|unter|fast|rund|etwa|mehr als|de|plus de|más de|oltre|circa|ponad|около|более)$/iu;
/** Of those, what makes an amount another one however many titles hold one. */
const NEVER_PRICE =
  /(?:^|\s)(?:over|under|above|below|than|worth|fined?|saves?|saved|raises?|raised|wins?|won|owes?|loses?|lost|earns?|bis zu|unter|über|mehr als|weniger als|plus de|moins de|más de|menos de|oltre|meno di|onder|ponad|poniżej|более|менее)$/iu;
/** Words that come before a price at the end of a title. */
const PRICE_WORD =
  /(?:^|\s)(?:now|only|just|for|at|from|price|sale|asking|obo|nur|jetzt|für|um|ab|vb|fp|preis|seulement|pour|prix|dès|maintenant|solo|ahora|por|precio|desde|ora|prezzo|per|voor|nu|prijs|vanaf|tylko|cena|za|od|teraz|endast|pris|kun|för|только|цена|от|за)[:.]?$/iu;
/** "$5 million" and "$3 off" are no prices. */
const NO_PRICE =
  /^(?:million|billion|trillion|thousand|bn|mio|mrd|mln|off|rabatt|discount|cashback|gift ?cards?|vouchers?|gutschein|k\b|m\b|per |a |an |\+)/i;

/** The one amount of a title; `isStated` where it is its price by how it stands there. */
function readTitlePrice(title: string, hints: CurrencyHints): (ParsedPrice & { isStated: boolean }) | null {
  if (!/\p{N}/u.test(title)) return null;
  const marked = scanPrices(title, hints).filter((price) => price.isMarked);
  const [price] = marked;
  if (marked.length !== 1 || !price || price.kind !== 'plain' || price.amountMinor === 0) return null;
  const before = title.slice(0, price.start).trim();
  const after = title.slice(price.end).trim();
  if (NO_PRICE.test(after) || NEVER_PRICE.test(before)) return null;
  return { amountMinor: price.amountMinor, currency: price.currency, isStated: isStated(before, after) };
}

function isStated(before: string, after: string): boolean {
  if (/^[[(]?$/.test(before)) return !/^(?:fine|bill|lawsuit|scam|theft|heist|donation|grant)\b/i.test(after);
  // After a closing price only remarks: "Camera - $450 (Berlin)", "Flat - $2995 / 2br - 900ft".
  const closes = /^(?:[\])]*[.!]?|[\])]* ?[[(/|,–—-].*)$/u.test(after);
  if (!closes) return false;
  if (/[-–—|:,;([@·•/]$/u.test(before) || PRICE_WORD.test(before)) return true;
  // "Compass 19.00 EUR": an amount at the very end that no sentence leads to.
  return after === '' && !SPOKEN_OF.test(before);
}
