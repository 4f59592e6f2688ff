import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import type { SourceSession } from '../source.js';
import { CurrencyCache } from './currency-cache.js';

const ROOT = 'https://cups.example';

/** A shop that can be asked for its currency, and how often it was. */
function shop(currency: string, mayAsk = true) {
  const asked: string[] = [];
  const state = { currency, mayAsk };
  const session = {
    canRequest: () => state.mayAsk,
    get: async (url: URL) => {
      asked.push(url.pathname);
      return { status: 'ok', body: Buffer.from(JSON.stringify({ currency: state.currency })) };
    },
  } as unknown as SourceSession;
  return { state, asked, session };
}

const prices = (...amounts: number[]): CrawledItem[] =>
  amounts.map((amountMinor, index) => ({
    key: `cup-${index}`,
    title: `Cup ${index}`,
    url: `${ROOT}/${index}`,
    availability: 'in_stock',
    price: { amountMinor, currency: 'EUR' },
  }));

describe('the currency of a shop', () => {
  it('is asked for once, and again when all prices have moved', async () => {
    const { state, asked, session } = shop('EUR');
    const cache = new CurrencyCache(() => 0);
    expect(await cache.currencyOf(ROOT, session)).toBe('EUR');
    expect(await cache.confirm(ROOT, prices(1000, 2000, 3000), session)).toBe('EUR');
    expect(await cache.confirm(ROOT, prices(1000, 1800, 2700), session)).toBe('EUR');
    expect(asked).toHaveLength(1);
    state.currency = 'USD';
    expect(await cache.confirm(ROOT, prices(1090, 1960, 2940), session)).toBe('USD');
    expect(await cache.currencyOf(ROOT, session)).toBe('USD');
    expect(asked).toHaveLength(2);
  });

  it('stays where all prices fell in it, and where another part of the shop is read', async () => {
    const { asked, session } = shop('EUR');
    const cache = new CurrencyCache(() => 0);
    await cache.currencyOf(ROOT, session);
    await cache.confirm(ROOT, prices(1000, 2000), session);
    expect(await cache.confirm(ROOT, prices(900, 1800), session)).toBe('EUR');
    const others = prices(5, 6).map((item) => ({ ...item, key: `other-${item.key}` }));
    expect(await cache.confirm(ROOT, others, session)).toBe('EUR');
    expect(await cache.confirm(ROOT, prices(900, 1800), session)).toBe('EUR');
    expect(asked).toHaveLength(2);
  });

  it('stays where no request is left to ask for it', async () => {
    const { state, asked, session } = shop('EUR');
    const cache = new CurrencyCache(() => 0);
    await cache.currencyOf(ROOT, session);
    await cache.confirm(ROOT, prices(1000), session);
    state.mayAsk = false;
    expect(await cache.confirm(ROOT, prices(1100), session)).toBe('EUR');
    expect(asked).toHaveLength(1);
  });
});
