import { type MarkupElement, textOf } from '../../markup/element.js';
import { type CurrencyHints, normalizeCurrencyCode } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import type { Fields } from './entry-fields.js';
import { parseFeedDate } from './parse-date.js';

/** The price that an entry names in fields of its own: the sale price while the sale is on, else the regular one. */
export function readPriceFields(
  fields: Fields,
  { hints, nowMs }: { hints: CurrencyHints; nowMs: number },
): ParsedPrice | undefined {
  const named = normalizeCurrencyCode(fields.text('currency', 'google', 'plain', 'other', 'shop'));
  const read = (element: MarkupElement): ParsedPrice | null => {
    const currency = normalizeCurrencyCode(element.attributes.currency ?? '') ?? named;
    const written = element.attributes.price ?? textOf(element, 300);
    // `&euro;` is no entity of XML, and written all the same.
    const text = (written.includes('&') ? readHtmlFragment(written, 300).text : written).trim();
    return parsePrice(text, currency ? { ...hints, currencyHint: currency } : { ...hints, currencyHint: undefined });
  };
  const [regular] = [
    ...fields.all('price', 'google', 'plain', 'media', 'shop', 'other'),
    ...fields.all('currentprice', 'plain', 'other'),
  ]
    .map(read)
    .filter((price) => price !== null);
  if (!isSaleOn(fields.text('sale_price_effective_date', 'google', 'plain'), nowMs)) return regular;
  const sale = fields
    .all('sale_price', 'google', 'plain')
    .map(read)
    .find((price) => price !== null);
  if (sale && (!regular || (sale.currency === regular.currency && sale.amountMinor <= regular.amountMinor)))
    return sale;
  return regular;
}

const DAY_MS = 86_400_000;

/** `2026-11-01T00:00-0800/2026-11-30`: on from its beginning to its end; a sale whose time cannot be read is not. */
function isSaleOn(period: string, nowMs: number): boolean {
  if (period === '') return true;
  const [start = '', end] = period.split('/', 2).map((text) => text.trim());
  const startMs = Date.parse(parseFeedDate(start) ?? '');
  if (Number.isNaN(startMs) || nowMs < startMs) return false;
  if (end === undefined || end === '') return true;
  const endMs = Date.parse(parseFeedDate(end) ?? '');
  // A day without an hour is meant to its end.
  return nowMs < endMs + (/[T ]\d/.test(end) ? 0 : DAY_MS);
}
