import type { RequestListener } from 'node:http';
import { afterEach } from '@jest/globals';
import { serve, type TestShop } from './serve.js';
import { startCrawler, type TestCrawler } from './start-crawler.js';

type CrawlerOptions = NonNullable<Parameters<typeof startCrawler>[0]>;

export interface ShopAndCrawler {
  shop: TestShop;
  /** It may fetch this shop although its address is private. */
  crawler: TestCrawler;
  close(): Promise<void>;
}

/** A shop that answers as the listener does, and a crawler for it. */
export async function startShop(
  listener: RequestListener,
  options: Omit<CrawlerOptions, 'allowHosts'> & { hasRobots?: boolean } = {},
): Promise<ShopAndCrawler> {
  const shop = await serve(listener, options);
  const crawler = await startCrawler({ ...options, allowHosts: [shop.host] });
  return {
    shop,
    crawler,
    async close() {
      await crawler.close();
      await shop.close();
    },
  };
}

/** `startShop` for the tests of a file: what a test started ends with it. */
export function useShops(): typeof startShop {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return async (listener, options) => {
    const started = await startShop(listener, options);
    closers.push(started.close);
    return started;
  };
}

/** A Shopify shop of `count` products, the newest having the highest id. */
export function shopifyShop(count: number, currency?: string): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://shop');
    if (url.pathname === '/meta.json' && currency) return void response.end(JSON.stringify({ currency }));
    if (url.pathname !== '/products.json') return void response.writeHead(404).end();
    const page = Number(url.searchParams.get('page'));
    const products = Array.from({ length: count }, (_, index) => count - index)
      .slice((page - 1) * 250, page * 250)
      .map((id) => ({
        id,
        title: `Item ${id}`,
        handle: `item-${id}`,
        variants: [{ price: '12.50', available: true }],
      }));
    return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ products }));
  };
}
