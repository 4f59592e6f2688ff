import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { LRUCache } from 'lru-cache';
import { CrawlError } from '../../errors.js';
import { decodeText } from '../../fetch/decode-text.js';
import { isCurrencyCode } from '../../price/currencies.js';
import type { SourceContext } from '../source.js';
import { parseCurrency } from './parse.js';

interface Entry {
  currency: string | null;
  expiresAtMs: number;
  /** Some of the prices that came with it, by listing. */
  sample?: ReadonlyMap<string, number>;
}

const TTL_MS = 6 * 3_600_000;
const MAX_SHOPS = 2000;

/** Where a Shopify shop says what its prices are in; the second is often closed to robots. */
const PLACES = ['/meta.json', '/cart.js'];

/** These answers are some hundred bytes; they are read at once, beside other crawls. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Failures that are an answer: this shop does not say. Others may pass, and a price must not change its currency because of them. */
const SAYS_NOTHING: readonly string[] = ['not_found', 'robots', 'blocked', 'layout_changed', 'too_large'];

/** Currencies by shop, in memory: losing one costs a request. */
export class CurrencyCache {
  readonly #entries = new LRUCache<string, Entry>({ max: MAX_SHOPS });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The shop's own currency, or null when it names none. @throws {CrawlError} when it could not be asked */
  async currencyOf(root: string, session: SourceContext['session']): Promise<string | null> {
    const known = this.#entries.get(root);
    if (known && known.expiresAtMs > this.#now()) return known.currency;
    // Too small a budget says nothing about the shop: not remembered.
    if (!session.canRequest(new URL(root))) return null;
    const currency = await askShop(root, session);
    if (currency === undefined) return null;
    this.#entries.set(root, { currency, expiresAtMs: this.#now() + TTL_MS });
    return currency;
  }

  /**
   * Compares some prices of an answer with those of the answer before. Where all have moved at once the shop may count in another currency
   * now: it is asked again.
   * @returns its currency as far as it is known
   */
  async confirm(
    root: string,
    items: readonly CrawledItem[],
    session: SourceContext['session'],
  ): Promise<string | null | undefined> {
    const entry = this.#entries.get(root);
    if (!entry) return undefined;
    const { sample } = entry;
    const seen = items.filter(({ key, price }) => price !== undefined && sample?.has(key));
    // Another part of the shop than the one that was remembered.
    if (sample?.size && seen.length === 0) return entry.currency;
    const hasMoved = seen.length > 0 && seen.every(({ key, price }) => sample?.get(key) !== price?.amountMinor);
    if (hasMoved && session.canRequest(new URL(root))) {
      this.#entries.delete(root);
      await this.currencyOf(root, session);
    }
    const now = this.#entries.get(root);
    if (now) now.sample = sampleOf(items);
    return now?.currency;
  }
}

function sampleOf(items: readonly CrawledItem[]): ReadonlyMap<string, number> {
  const priced = items.flatMap(({ key, price }): [string, number][] => (price ? [[key, price.amountMinor]] : []));
  return new Map(priced.slice(0, SAMPLE));
}

/** How many prices are compared. */
const SAMPLE = 20;

/** Undefined: the budget ended before the shop said anything. */
async function askShop(root: string, session: SourceContext['session']): Promise<string | null | undefined> {
  for (const place of PLACES) {
    if (!session.canRequest(new URL(root + place))) return undefined;
    try {
      const answer = await session.get(new URL(root + place), {
        accept: 'application/json',
        maxBytes: MAX_ANSWER_BYTES,
      });
      const currency = answer.status === 'ok' ? parseCurrency(JSON.parse(decodeText(answer.body))) : null;
      if (currency !== null && isCurrencyCode(currency)) return currency;
    } catch (error) {
      const isAnswer =
        error instanceof SyntaxError || (error instanceof CrawlError && SAYS_NOTHING.includes(error.kind));
      if (!isAnswer) throw error;
    }
  }
  return null;
}
