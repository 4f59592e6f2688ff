import type { CurrencyHints } from './currencies.js';
import { readAmountLabel } from './read-amount-label.js';
import { type FoundPrice, normalizePriceText, scanPrices } from './scan-prices.js';

/** A price: integer minor units of `currency`, of two decimals while it is null (the text does not say). */
export interface ParsedPrice {
  amountMinor: number;
  currency: string | null;
}

/** Words that may stand beside a number that has no currency sign. */
const PRICE_WORDS =
  /^(?:price|our|now|only|just|sale|today|from|incl|inkl|including|excl|exkl|inc|ex|plus|gst|pst|hst|vat|tax|taxes|mwst|preis|nur|jetzt|ab|prix|ttc|ht|à|partir|de|dès|precio|ahora|iva|desde|prezzo|ora|solo|da|iva|prijs|nu|voor|vanaf|btw|pris|från|fra|moms|cena|od|teraz|s|dph|ára|preço|por|цена|от|价格|售价|價格|特價|税込|税抜|hinta|each|ea|pc|buy|it|in|total|final|current|bid)$/;

const KIND_ORDER = ['plain', 'from'] as const;

/**
 * Reads a text that should be one price. Amounts that the text itself calls old, a saving, an instalment, a price per
 * unit or shipping are passed over; "from 19.99" is 19.99. Answers null rather than guess: ranges, several amounts left
 * over, percentages, numbers beside words that no price stands beside, and zero, which shops write for "not set".
 */
export function parsePrice(text: string, hints: CurrencyHints = {}): ParsedPrice | null {
  if (text.length > 300) return null;
  const found = scanPrices(text, hints).map((price, index) => (index === 0 ? withLabel(price, text) : price));
  const marked = found.filter((price) => price.isMarked);
  if (marked.some((price) => price.kind === 'range')) return null;
  if (marked.length > 0) return pickOnly(marked);
  const [only, ...others] = found;
  if (!only || others.length > 0 || !isPlainlyPrice(text, only)) return null;
  return pickOnly([only]);
}

/** "Est. value $50", "Preis je kg: 3,99 €": the words before the first amount say that it is no price. */
function withLabel(price: FoundPrice, text: string): FoundPrice {
  if (price.kind !== 'plain' || !price.isMarked || price.start < 3) return price;
  const kind = readAmountLabel(normalizePriceText(text).slice(Math.max(0, price.start - 48), price.start));
  return kind === 'unit' || kind === 'other' ? { ...price, kind } : price;
}

function pickOnly(prices: FoundPrice[]): ParsedPrice | null {
  for (const kind of KIND_ORDER) {
    const [first, ...rest] = prices.filter((price) => price.kind === kind);
    if (!first) continue;
    const isSame = rest.every((price) => price.amountMinor === first.amountMinor && price.currency === first.currency);
    return isSame ? { amountMinor: first.amountMinor, currency: first.currency } : null;
  }
  return null;
}

function isPlainlyPrice(text: string, price: FoundPrice): boolean {
  const normalized = normalizePriceText(text);
  const rest = `${normalized.slice(0, price.start)} ${normalized.slice(price.end)}`.toLowerCase();
  if (/[%\d]/.test(rest)) return false;
  const words = rest.match(/[\p{L}]+/gu) ?? [];
  return words.length <= 6 && words.every((word) => PRICE_WORDS.test(word));
}
