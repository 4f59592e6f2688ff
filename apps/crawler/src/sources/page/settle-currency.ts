import { currencyExponent } from '@goodshunter/contracts/money';
import { textOf } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import type { PageFacts } from './page-facts.js';
import { readStatedDollar } from './read-stated-dollar.js';
import type { VisiblePrice } from './visible-price.js';

/**
 * A price whose currency neither markup nor a sign names: it is the one that all other amounts of the page have, else that of the place the
 * page is for (the country of its address, the region of its language). A dollar sign that may be several is the American one where the page is in English, of no country by its address,
 * and speaks of no other country of dollars. Before that it is whose the page says elsewhere (`read-stated-dollar.ts`). Else it stays open.
 */
export function settleCurrency(
  price: ParsedPrice,
  places: readonly VisiblePrice[],
  facts: PageFacts,
  hints: CurrencyHints,
): ParsedPrice {
  if (price.currency !== null) return price;
  const shown = places.filter(
    ({ amountMinor, currency, isMarked }) => isMarked && currency === null && amountMinor === price.amountMinor,
  );
  if (shown.length === 0) {
    const beside = new Set(places.filter(({ isMarked, row }) => isMarked && !row).map(({ currency }) => currency));
    const [only] = beside.size === 1 ? beside : [];
    const local = only ?? hints.siteCurrency ?? hints.localeCurrency;
    return local === undefined ? price : inCurrency(price, local);
  }
  const isDollar = shown.every(({ source }) => /\$/.test(source.text));
  if (!isDollar) return price;
  const stated = readStatedDollar(facts, places);
  if (stated !== undefined) return inCurrency(price, stated);
  return isOfTheStates(facts, hints) ? inCurrency(price, 'USD') : price;
}

/** The same amount; as it was where the currency has no such decimals. */
function inCurrency(price: ParsedPrice, currency: string): ParsedPrice {
  const amountMinor = toMinorUnits((price.amountMinor / 100).toFixed(2), currency);
  const rounded = currencyExponent(currency) === 0 && price.amountMinor % 100 === 0 ? price.amountMinor / 100 : null;
  const amount = amountMinor ?? rounded;
  return amount ? { amountMinor: amount, currency } : price;
}

const MAX_TEXT = 200_000;
const OTHER_DOLLARS =
  /\b(?:CAD|AUD|NZD|SGD|HKD|TWD|MXN|CA\$|AU\$|NZ\$|HK\$|[CAS]\$)|\.com\.(?:au|sg|hk|tw|mx)\b|\.co\.nz\b|\.ca\b|\bABN\b|\bGST\b|\bHST\b|\+6[145]\b|australia|canad|new zealand|singapore|hong kong|toronto|vancouver|montr[eé]al|sydney|melbourne|brisbane|auckland|m[eé]xico|argentina|colombia|chile\b|jamaica|trinidad|barbados|bahamas|namibia|fiji\b/i;
const STATES = /\bUSD\b|\bUS\$|\bU\.?S\.?A\b|united states|\b1-8\d\d-\d{3}-\d{4}|,? [A-Z]{2} \d{5}(?:-\d{4})?\b/;

function isOfTheStates({ root, language, title }: PageFacts, { siteCurrency, localeCurrency }: CurrencyHints): boolean {
  if (siteCurrency !== undefined || localeCurrency !== undefined) return false;
  if (language !== undefined && language !== '' && !/^en\b/i.test(language)) return false;
  const text = `${title} ${textOf(root, MAX_TEXT)}`;
  // Without a declared language, English is known by its smallest words.
  if (!language && (text.match(/\b(?:the|and|with|for)\b/gi) ?? []).length < 10) return false;
  return !OTHER_DOLLARS.test(text) || (STATES.test(text) && !/\b(?:AUD|CAD|NZD)\b|\bABN\b/.test(text));
}
