import type { Item, Task } from '@goodshunter/contracts/api';
import {
  type EbayApiDouble,
  ebaySummary,
  type Stack,
  startEbayApi,
  startStack,
  startYahooShoppingApi,
  type YahooShoppingApiDouble,
  yahooHit,
} from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTask, listItems, timeline, waitForEvent, waitForSuccess } from './support.js';

/** The shortest there is. */
const INTERVAL_S = 5;

let ebay: EbayApiDouble;
let yahoo: YahooShoppingApiDouble;
let stack: Stack;
beforeAll(async () => {
  ebay = await startEbayApi([ebaySummary(1, '900.00'), ebaySummary(2, '1200.00', { title: 'Another camera' })]);
  yahoo = await startYahooShoppingApi([yahooHit(1, 128_000)]);
  stack = await startStack({
    redis: false,
    demoShop: false,
    allowHosts: [ebay.host, yahoo.host],
    env: {
      EBAY_API_URL: ebay.url,
      EBAY_CLIENT_ID: ebay.key.clientId,
      EBAY_CLIENT_SECRET: ebay.key.clientSecret,
      YAHOO_SHOPPING_API_URL: yahoo.url,
      YAHOO_SHOPPING_APP_ID: yahoo.appId,
    },
  });
});
afterAll(async () => {
  await stack?.stop();
  await Promise.all([ebay?.close(), yahoo?.close()]);
});

it('hunts on eBay: a first look, a price cut under a renewed token, a new listing', async () => {
  const { task } = await createTask(stack, {
    source: 'ebay',
    query: { q: 'leica m3' },
    currency: 'USD',
    maxPrice: 100_000,
    intervalSeconds: INTERVAL_S,
  });
  expect(task.name).toBe('ebay leica m3');
  await waitForSuccess(stack, task.id);
  expect(await listItems(stack, task.id)).toMatchObject([
    { key: 'EBAY_US:1', title: 'Leica M3 No. 1', price: 90_000, currency: 'USD', url: 'https://www.ebay.com/itm/1' },
  ]);
  expect((await timeline(stack)).filter(({ taskId }) => taskId === task.id)).toEqual([]);

  ebay.expireTokens();
  ebay.listings[0] = ebaySummary(1, '750.00');
  const drop = await waitForEvent(stack, (e) => e.taskId === task.id && e.kind === 'price_drop');
  expect(drop).toMatchObject({
    oldPrice: 90_000,
    newPrice: 75_000,
    currency: 'USD',
    item: { title: 'Leica M3 No. 1' },
  });

  ebay.listings.unshift(ebaySummary(3, '800.00', { itemCreationDate: new Date().toISOString() }));
  const found = await waitForEvent(stack, (e) => e.taskId === task.id && e.kind === 'new');
  expect(found).toMatchObject({ newPrice: 80_000, item: { title: 'Leica M3 No. 3' } });
});

it('hunts on Yahoo! Shopping Japan: a first look, and a price cut in yen', async () => {
  const { task } = await createTask(stack, {
    source: 'yahoo-shopping-jp',
    query: { query: 'ライカ' },
    intervalSeconds: INTERVAL_S,
  });
  await waitForSuccess(stack, task.id);
  expect(await listItems(stack, task.id)).toMatchObject([{ key: 'camera-a_m3-1', price: 128_000, currency: 'JPY' }]);
  yahoo.items[0] = yahooHit(1, 98_000);
  const drop = await waitForEvent(stack, (e) => e.taskId === task.id && e.kind === 'price_drop');
  expect(drop).toMatchObject({ oldPrice: 128_000, newPrice: 98_000, currency: 'JPY' });
});

/** What an API was asked about these words. */
const askedOf = ({ calls }: EbayApiDouble | YahooShoppingApiDouble, name: string, words: string) =>
  calls.find(({ query }) => query.get(name) === words)?.query;

/** A pasted address, previewed and kept: the source that it became, and what it found. */
async function keep(url: string): Promise<{ task: Task; items: Item[] }> {
  const { task } = await createTask(stack, { url, draft: true });
  const done = await waitForSuccess(stack, task.id);
  expect(done.state).toBe('draft');
  const kept = await stack.api.call<Task>('PATCH', `/api/tasks/${task.id}`, { state: 'active' });
  expect(kept.status).toBe(200);
  return { task: kept.body, items: await listItems(stack, task.id) };
}

it('makes a hunt of a pasted eBay search, with what it narrows', async () => {
  ebay.listings.push(ebaySummary(9, '450.00', { title: 'Enlarger', buyingOptions: ['AUCTION'] }));
  const { task, items } = await keep(
    'https://www.ebay.de/sch/i.html?_nkw=enlarger&_sacat=625&_udlo=100&_udhi=500,50&LH_ItemCondition=3000&LH_Auction=1&_trksid=p1',
  );
  expect(task).toMatchObject({
    source: 'ebay',
    state: 'active',
    query: { q: 'enlarger', category: '625', minPrice: 10_000, maxPrice: 50_050, buyingOptions: ['auction'] },
  });
  expect(items).toMatchObject([{ title: 'Enlarger' }]);
  const asked = askedOf(ebay, 'q', 'enlarger');
  expect(asked?.get('category_ids')).toBe('625');
  expect(asked?.get('filter')).toContain(
    'buyingOptions:{AUCTION},price:[100.00..500.50],priceCurrency:EUR,conditionIds:{',
  );
});

it('makes a hunt of a pasted Yahoo! Shopping search, with what it narrows', async () => {
  yahoo.items.push(yahooHit(7, 60_000, { name: '中古 カメラ' }));
  const { task, items } = await keep('https://shopping.yahoo.co.jp/search?p=カメラ&pf=50000&pt=200000&used=1');
  expect(task).toMatchObject({
    source: 'yahoo-shopping-jp',
    query: { query: 'カメラ', minPrice: 50_000, maxPrice: 200_000, condition: 'used' },
  });
  expect(items).toMatchObject([{ title: '中古 カメラ' }]);
  const asked = askedOf(yahoo, 'query', 'カメラ');
  expect([asked?.get('price_from'), asked?.get('price_to'), asked?.get('condition')]).toEqual([
    '50000',
    '200000',
    'used',
  ]);
});

it('writes no key into any log', async () => {
  const services = [stack.apiProcess, ...stack.schedulers, ...stack.crawlers];
  const logs = JSON.stringify(services.flatMap(({ lines }) => lines));
  expect(logs).toContain('crawl finished');
  for (const secret of [ebay.key.clientId, ebay.key.clientSecret, 'test-token', yahoo.appId]) {
    expect(logs).not.toContain(secret);
  }
});
