import { cleanAddress } from '@goodshunter/contracts/sources';
import { normalizeCurrencyCode } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink } from '../../text/clean-text.js';
import type { ListDocument } from './list-document.js';

type JsonObject = Record<string, unknown>;

const MAX_SCRIPT_LENGTH = 1_500_000;
const MAX_NODES = 50_000;
const MAX_PRICES = 2000;
const ADDRESSES = ['url', 'href', 'link', 'permalink', 'productUrl', 'canonicalUrl', 'path'];
const PRICES = ['salePrice', 'currentPrice', 'finalPrice', 'price'];
const AMOUNTS = ['amount', 'value', 'current', 'price'];
const CURRENCIES = ['currencyCode', 'currency', 'priceCurrency', 'currencyIso'];

/**
 * Prices that a page's state for its scripts gives, by the cleaned address of their thing: for cards that show none, whose scripts would
 * draw it. Only amounts that are written with their decimals, or stand beside a currency as text: a bare 1999 may be cents.
 */
export function readStatePrices({ scripts, base }: ListDocument): Map<string, ParsedPrice> {
  const prices = new Map<string, ParsedPrice>();
  let visited = 0;
  for (const script of scripts) {
    if (script.length > MAX_SCRIPT_LENGTH || !/^\s*[[{]/.test(script) || !/price/i.test(script)) continue;
    const stack: unknown[] = [parse(script)];
    while (stack.length > 0 && visited++ < MAX_NODES && prices.size < MAX_PRICES) {
      const node = stack.pop();
      if (typeof node !== 'object' || node === null) continue;
      if (!Array.isArray(node)) note(node as JsonObject, base, prices);
      for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) stack.push(value);
    }
  }
  return prices;
}

function parse(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    return undefined;
  }
}

function note(node: JsonObject, base: string, prices: Map<string, ParsedPrice>): void {
  const price = firstOf(PRICES, (name) => readPrice(node[name], node));
  if (!price) return;
  const link = firstOf(ADDRESSES, (name) => (typeof node[name] === 'string' ? cleanLink(node[name], base) : undefined));
  if (link === undefined) return;
  const address = cleanAddress(new URL(link)).href;
  const known = prices.get(address);
  // Two prices for one address are those of its variants, or one of them is old: then none is sure.
  if (known && known.amountMinor !== price.amountMinor) prices.set(address, { amountMinor: 0, currency: null });
  else prices.set(address, price);
}

function readPrice(value: unknown, around: JsonObject): ParsedPrice | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner = value as JsonObject;
    return firstOf(AMOUNTS, (name) => readAmount(inner[name], currencyOf(inner) ?? currencyOf(around)));
  }
  return readAmount(value, currencyOf(around));
}

function readAmount(value: unknown, currency: string | null | undefined): ParsedPrice | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const isSure = /^\d{1,7}\.\d{1,2}$/.test(text) || (typeof value === 'string' && currency && /^\d{1,7}$/.test(text));
  if (!isSure) return undefined;
  const amountMinor = toMinorUnits(text, currency ?? null);
  return amountMinor ? { amountMinor, currency: currency ?? null } : undefined;
}

function currencyOf(node: JsonObject): string | null | undefined {
  return firstOf(CURRENCIES, (name) =>
    typeof node[name] === 'string' ? (normalizeCurrencyCode(node[name]) ?? undefined) : undefined,
  );
}

function firstOf<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
