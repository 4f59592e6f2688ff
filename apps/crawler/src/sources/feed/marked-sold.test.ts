import { expect, it } from '@jest/globals';
import type { SourceContext } from '../source.js';
import { createFeedSource } from './index.js';
import { readFeed } from './read-feed.js';

const NOW = Date.parse('2026-11-28T10:00:00Z');
const feedOf = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>Finds</title>${titles
    .map((title, index) => `<item><title>${title}</title><guid isPermaLink="false">g${index}</guid></item>`)
    .join('')}</channel></rss>`;

async function look(xml: string, memory?: SourceContext['memory']) {
  const { items, memory: next } = await crawl(xml, memory);
  return { stock: items.map(({ availability }) => availability), memory: next };
}

async function crawl(xml: string, memory?: SourceContext['memory']) {
  const context = {
    session: { get: async (url: URL) => ({ status: 'ok', url: url.href, headers: {}, body: Buffer.from(xml) }) },
    parse: async (_read: unknown, body: Uint8Array, origin: Parameters<typeof readFeed>[1]) => readFeed(body, origin),
    knownKeys: new Set<string>(),
    askerVersion: 9,
    memory,
  } as unknown as SourceContext;
  return createFeedSource(() => NOW).crawl({ url: 'https://finds.example/f', ignoreRobots: false }, context);
}

it('takes what is not marked as sold for what can be had, once a feed marks what is', async () => {
  const before = await look(feedOf('Lens - $90', 'Cap - $5'));
  expect(before).toEqual({ stock: ['unknown', 'unknown'], memory: undefined });
  const sold = await look(feedOf('[SOLD] Lens - $90', 'Cap - $5'), before.memory);
  expect(sold).toEqual({ stock: ['out_of_stock', 'in_stock'], memory: { marksSold: true } });
  const again = await look(feedOf('Lens - $90', 'Cap - $5'), sold.memory);
  expect(again).toEqual({ stock: ['in_stock', 'in_stock'], memory: { marksSold: true } });
});

it('leaves open what a bare word at the end means, and says what the title was without', async () => {
  const { items } = await crawl(feedOf('Leica verkauft', 'Nikon'), { marksSold: true });
  expect(items).toMatchObject([
    { availability: 'unknown', unlabelledTitle: 'Leica' },
    { title: 'Nikon', availability: 'in_stock' },
  ]);
});

it('goes on reading prices in the middle of titles once most of them held one', async () => {
  const priced = ['Lens 40 EUR used', 'Body 90 EUR black', 'Bag 20 EUR leather', 'Cap 5 EUR new', 'Strap 8 EUR red'];
  const first = await crawl(feedOf(...priced));
  expect(first.memory).toEqual({ hasTitlePrices: true });
  const few = ['Lens 40 EUR used', 'Meeting on Monday', 'Tripod 30 EUR steel'];
  const priceOf = async (memory?: SourceContext['memory']) =>
    (await crawl(feedOf(...few), memory)).items.map(({ price }) => price?.amountMinor);
  expect(await priceOf(first.memory)).toEqual([4000, undefined, 3000]);
  expect(await priceOf()).toEqual([undefined, undefined, undefined]);
});
