import { normalizePriceText } from '../../price/scan-prices.js';
import type { PriceElement } from './find-price-element.js';
import type { VisiblePrice } from './visible-price.js';

/** What the taxes of sales are called. */
const TAX = 'vat|tax|gst|mwst|ust|tva|iva|igv|dph|ddv|pdv|moms|mva|btw|áfa|pvm|pvn|vsk|kdv|ppn|φπα|ндс|ддс|пдв';
/** "Without tax", which a shop shows beside what people pay. */
const NET = new RegExp(
  `\\+ ?(?:kdv|vat|tax|gst|mwst|ust|tva|iva|dph|moms|mva|btw|áfa|φπα|pvm|ндс|ддс|пдв|מע["״]מ)(?!\\p{L})|(?:kdv|vat|mwst|gst|dph) (?:hari[cç]|excluded|exkl)|(?:ex(?:c(?:l)?)?\\.?|excluding|without|before|ohne|zzgl\\.?|plus|hors|sin|senza|bez|be|brez|utan|uten|ekskl\\.?|exkl\\.?|sem|fără|χωρίς|ilma|без) ?(?:${TAX})(?!\\p{L})|(?<!\\p{L})netto|nettó|(?<!\\p{L})net(?: price)?(?!\\p{L})|\\bht\\b|h\\.t\\.|alv 0|税抜|税別|本体価格|未税|未稅|不含[税稅]|부가세 ?별도|לפני מע["״]מ`,
  'iu',
);
const GROSS = new RegExp(
  `(?:inc(?:l)?\\.?|including|with|inkl\\.?|mit|avec|con|com|s|su|sis\\.?|cu|με|incluido|inclusa|toutes taxes|в т\\.?ч\\.?|с|з) ?(?:${TAX}|alv)(?!\\p{L})|(?<!\\p{L})brutto|(?:kdv|vat|mwst|gst) (?:dahil|included)|bruttó|\\bttc\\b|税込|含[税稅]|부가세 ?포함|כולל מע["״]מ|شامل(?:ة)? ?ا?ل?ضريبة`,
  'iu',
);
/** Where the words of one amount end. */
const PARTS = /[(（/|]/;

/** Whether words say that tax is in an amount; null where they say neither, or both. */
export function readTax(words: string): 'net' | 'gross' | null {
  const isGross = GROSS.test(words);
  if (isGross === NET.test(words)) return null;
  return isGross ? 'gross' : 'net';
}

/** The words of one of several amounts in a text: "48,00 zł brutto (39,02 zł netto)", "48,000円（税込52,800円）". */
export function textAround(price: VisiblePrice['price'], { text, prices }: PriceElement): string {
  const plain = normalizePriceText(text);
  const index = prices.indexOf(price);
  const before = plain.slice(prices[index - 1]?.end ?? 0, price.start);
  const after = plain.slice(price.end, prices[index + 1]?.start ?? plain.length);
  return `${before.split(PARTS).at(-1)} | ${after.split(PARTS)[0]}`;
}
