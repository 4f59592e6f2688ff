import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Task } from '@goodshunter/contracts/api';
import { type Stack, startStack, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTask, listItems, waitForSuccess } from './support.js';

/** Real pages and feeds beside the checkout. Where they are not, what this file says is shown on small pages elsewhere. */
const CORPUS = join(fileURLToPath(import.meta.url), '../../../../../shared/corpus');

/** Of a currency with two decimals, which an unknown one is taken for. */
const MINOR_UNITS = 100;

interface Truth {
  price?: string[];
  currency?: string[];
}

function readCorpus(): { feeds: string[]; pages: [string, Truth][] } {
  try {
    const truth = JSON.parse(readFileSync(join(CORPUS, 'product-pages/ground-truth.json'), 'utf8')) as Record<
      string,
      Truth
    >;
    return { feeds: readdirSync(join(CORPUS, 'feeds')), pages: Object.entries(truth) };
  } catch {
    return { feeds: [], pages: [] };
  }
}

/** Entries with a title or a link, counted on the raw text so that the parser under test has no say in it. */
function countEntries(xml: string): number {
  const entries = xml.match(/<(item|entry)[\s>][\s\S]*?<\/\1>/g) ?? [];
  return entries.filter((entry) => /<(title|link)[\s>/]/.test(entry)).length;
}

const { feeds, pages } = readCorpus();

if (feeds.length === 0) {
  describe('the recorded corpus', () => {
    it('is not beside this checkout, so that only the small pages of the other tests are read', () => {
      expect(pages).toEqual([]);
    });
  });
} else {
  describe('the recorded corpus through real tasks', () => {
    let server: Server;
    let stack: Stack;
    let origin = '';

    beforeAll(async () => {
      server = createServer((request, response) => serveCorpus(request.url ?? '', response));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      origin = `http://${host}`;
      stack = await startStack({ demoShop: false, allowHosts: [host], env: { CRAWLER_HOST_DELAY_MS: '0' } });
    });
    afterAll(async () => {
      await stack?.stop();
      server?.close();
    });

    const watch = (source: string, path: string) =>
      createTask(stack, { source, query: { url: `${origin}${path}` }, intervalSeconds: 3600 });

    it.each(feeds.filter((name) => name !== 'unrecognized.rss'))(
      'gives one item per entry of %s, without a price',
      async (name) => {
        const { task } = await watch('feed', `/feeds/${name}`);
        await waitForSuccess(stack, task.id);
        const items = await listItems(stack, task.id);
        const xml = readFileSync(join(CORPUS, 'feeds', name), 'latin1');
        expect(items.length).toBe(countEntries(xml));
        for (const { price, title } of items) {
          if (price !== null) expect(title).toMatch(/[$€£¥]\s?\d|\d\s?[$€£¥]/);
        }
      },
    );

    it('reports a feed it does not know as layout_changed', async () => {
      const { task } = await watch('feed', '/feeds/unrecognized.rss');
      const failed = await waitFor(async () => {
        const { body } = await stack.api.call<Task>('GET', `/api/tasks/${task.id}`);
        return body.failures > 0 ? body : undefined;
      });
      expect(failed.health).toBe('layout_changed');
    });

    it('reads title and price of each Shopify product', async () => {
      const { task } = await watch('shopify', '/shopify');
      await waitForSuccess(stack, task.id);
      const data = JSON.parse(readFileSync(join(CORPUS, 'shopify/products.json'), 'utf8')) as {
        products: { title: string; variants: { price: string }[] }[];
      };
      const items = await listItems(stack, task.id);
      expect(items).toHaveLength(data.products.length);
      for (const { title, variants } of data.products) {
        const prices = variants.map(({ price }) => Math.round(Number(price) * MINOR_UNITS));
        const item = items.find((candidate) => candidate.title === title.trim());
        expect(prices).toContain(item?.price);
      }
    });

    it('reads title, price and currency of each WooCommerce product', async () => {
      const { task } = await watch('woocommerce', '/woocommerce');
      await waitForSuccess(stack, task.id);
      const data = JSON.parse(readFileSync(join(CORPUS, 'woocommerce/store-api-products.json'), 'utf8')) as {
        prices: { price: string; currency_code: string; currency_minor_unit: number };
      }[];
      const items = await listItems(stack, task.id);
      expect(items).toHaveLength(data.length);
      const wanted = data.map(({ prices }) => [
        prices.currency_code,
        Number(prices.price) / 10 ** prices.currency_minor_unit,
      ]);
      const got = items.map(({ price, currency }) => [currency, (price ?? Number.NaN) / minorUnitsOf(currency)]);
      expect(got.map(String).toSorted()).toEqual(wanted.map(String).toSorted());
    });

    it('reads price and currency of product pages', async () => {
      const results = await Promise.all(
        pages.map(async ([id, truth]) => {
          const { task } = await watch('page', `/page/${id}`);
          await waitFor(async () => (await stack.api.call<Task>('GET', `/api/tasks/${task.id}`)).body.lastRunAt, {
            everyMs: 200,
          });
          const [item] = await listItems(stack, task.id);
          const isRight =
            item?.price != null &&
            truth.price?.some((price) => Math.round(Number(price) * minorUnitsOf(item.currency)) === item.price);
          return isRight ? { id, currency: item.currency, truth } : undefined;
        }),
      );
      const right = results.filter((result) => result !== undefined);
      expect(right.length).toBeGreaterThanOrEqual(10);
      const isoKnown = right.filter(({ truth }) => truth.currency?.some((currency) => /^[A-Z]{3}$/.test(currency)));
      const currencyRight = isoKnown.filter(({ currency, truth }) => truth.currency?.includes(currency ?? ''));
      expect(currencyRight.length).toBeGreaterThanOrEqual(Math.min(10, isoKnown.length));
    });
  });
}

/** 10 to the power of the ISO 4217 exponent; unknown currencies count as having two decimals. */
function minorUnitsOf(currency: string | null): number {
  if (currency === null) return MINOR_UNITS;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}

function serveCorpus(url: string, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://corpus');
  const isLaterPage = Number(searchParams.get('page') ?? '1') > 1;
  const [, kind, name = ''] = pathname.split('/');
  const send = (type: string, body: Buffer | string) => response.writeHead(200, { 'content-type': type }).end(body);
  if (kind === 'feeds') return void send('application/xml', readFileSync(join(CORPUS, 'feeds', name)));
  if (kind === 'page') {
    return void send('text/html', gunzipSync(readFileSync(join(CORPUS, 'product-pages', `${name}.html.gz`))));
  }
  if (pathname === '/shopify/products.json') {
    return void send(
      'application/json',
      isLaterPage ? '{"products":[]}' : readFileSync(join(CORPUS, 'shopify/products.json')),
    );
  }
  if (pathname.startsWith('/woocommerce/wp-json/wc/store')) {
    const body = isLaterPage ? '[]' : readFileSync(join(CORPUS, 'woocommerce/store-api-products.json'));
    return void send('application/json', body);
  }
  response.writeHead(404).end();
}
