import type { RequestListener } from 'node:http';
import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { afterEach, describe, expect, it } from '@jest/globals';
import { shopifyShop, startShop } from '../support/start-shop.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function ask(listener: RequestListener, path: string, options: { hasRobots?: boolean } = {}) {
  const { shop, crawler, close } = await startShop(listener, options);
  closers.push(close);
  const answer = await crawler.crawl({ source: 'link', query: { url: shop.url + path }, maxRequests: 4 });
  return { shop, answer };
}

function findingsOf(answer: CrawlResponse) {
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
  return { ...answer.findings, items: answer.items };
}

const html =
  (body: string, head = ''): RequestListener =>
  (_request, response) =>
    response
      .setHeader('content-type', 'text/html')
      .end(`<html><head><title>Lamps | The shop</title>${head}</head><body>${body}</body></html>`);
/** Answers each path, else 404. */
const site =
  (pages: Record<string, RequestListener>): RequestListener =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://shop');
    const page = pages[pathname];
    if (page) page(request, response);
    else response.writeHead(404).end();
  };
const cards = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `<li class="card"><a href="/item/${i}"><h3>Lamp number ${i}</h3></a><b>€${i + 1}2.50</b></li>`,
  ).join('');
const day = 24 * 3600 * 1000;
const feed: RequestListener = (_request, response) =>
  response
    .setHeader('content-type', 'application/rss+xml')
    .end(
      `<rss version="2.0"><channel><title>F</title>${[1, 2, 3, 9, 20]
        .map(
          (age) =>
            `<item><title>Lamp ${age}</title><link>/l/${age}</link><guid>${age}</guid><pubDate>${new Date(Date.now() - age * day).toUTCString()}</pubDate></item>`,
        )
        .join('')}</channel></rss>`,
    );
const PRODUCT = `<h1>Moon lamp</h1><p class="price">€ 49,90</p><button>Add to cart</button>
  <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Moon lamp","offers":{"@type":"Offer","price":"49.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script>`;

describe('a link', () => {
  it('to a Shopify shop on its own domain is that shop', async () => {
    const { shop, answer } = await ask((request, response) => {
      if (request.url === '/') html(cards(5), '<script>Shopify.shop = "x.myshopify.com"</script>')(request, response);
      else shopifyShop(3, 'GBP')(request, response);
    }, '/');
    const { resolved, readings, items, currency } = findingsOf(answer);
    expect(resolved).toMatchObject({ source: 'shopify', query: { url: shop.url } });
    expect(readings?.map(({ source }) => source)).toEqual(['list']);
    expect(items).toHaveLength(3);
    expect(currency).toBe('GBP');
    expect(answer.requests).toBeLessThanOrEqual(4);
  });

  it('to a collection is that collection', async () => {
    const { shop, answer } = await ask((request, response) => {
      if (request.url === '/en-gb/collections/hats') html('', '<script>Shopify.theme = {}</script>')(request, response);
      else if (request.url?.startsWith('/en-gb/collections/hats/products.json'))
        response.end(
          '{"products":[{"id":1,"handle":"fez","title":"Fez","variants":[{"price":"10.00","available":true}]}]}',
        );
      else response.writeHead(404).end();
    }, '/en-gb/collections/hats');
    expect(findingsOf(answer).resolved).toMatchObject({
      source: 'shopify',
      query: { url: `${shop.url}/en-gb`, collection: 'hats' },
    });
  });

  it('to a Shopify shop that hides its product list is its list page', async () => {
    const { answer } = await ask(site({ '/': html(cards(6), '<script>Shopify.shop = "x"</script>') }), '/');
    const { resolved, items } = findingsOf(answer);
    expect(resolved?.source).toBe('list');
    expect(items).toHaveLength(6);
  });

  it('to a WooCommerce shop with plain addresses reads the API by its route', async () => {
    const { shop, answer } = await ask((request, response) => {
      const url = new URL(request.url ?? '', 'http://shop');
      if (url.searchParams.get('rest_route') === '/wc/store/v1/products')
        response.end(
          '[{"id":5,"name":"Lamp","permalink":"/l","is_in_stock":true,"prices":{"price":"1250","currency_code":"EUR","currency_minor_unit":2}}]',
        );
      else if (url.pathname === '/')
        html(
          '',
          `<link rel="https://api.w.org/" href="/index.php?rest_route=/"><link rel="stylesheet" href="/wp-content/plugins/woocommerce/a.css">`,
        )(request, response);
      else response.writeHead(404).end();
    }, '/');
    const { resolved, items } = findingsOf(answer);
    expect(resolved).toMatchObject({ source: 'woocommerce', query: { url: `${shop.url}/?rest_route=/` } });
    expect(items).toMatchObject([{ title: 'Lamp', price: { amountMinor: 1250, currency: 'EUR' } }]);
  });

  it('to a feed is the feed, and says how often it would have told', async () => {
    const { shop, answer } = await ask(site({ '/news': feed }), '/news');
    expect(findingsOf(answer)).toMatchObject({
      resolved: { source: 'feed', query: { url: `${shop.url}/news` } },
      last7Days: 3,
      intervalSeconds: 900,
    });
    expect(answer.requests).toBe(2);
  });

  it('to a home page that names a feed is that feed', async () => {
    const { shop, answer } = await ask(
      site({
        '/': html(
          '<p>Welcome to our blog.</p>',
          '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">',
        ),
        '/news.xml': feed,
      }),
      '/',
    );
    expect(findingsOf(answer).resolved).toMatchObject({ source: 'feed', query: { url: `${shop.url}/news.xml` } });
  });

  it('to a product page is that product', async () => {
    const { shop, answer } = await ask(site({ '/lamp': html(PRODUCT) }), '/lamp');
    const { resolved, items, name } = findingsOf(answer);
    expect(resolved).toMatchObject({ source: 'page', query: { url: `${shop.url}/lamp` } });
    expect(items).toMatchObject([{ title: 'Moon lamp', price: { amountMinor: 4990, currency: 'EUR' } }]);
    expect(name).toBe('Moon lamp');
    // Nothing is fetched twice.
    expect(shop.asked).toEqual(['/robots.txt', '/lamp']);
  });

  it('to a list page is that list, wherever it was redirected to', async () => {
    const { shop, answer } = await ask(
      site({
        '/old': (_request, response) => response.writeHead(301, { location: '/lamps' }).end(),
        '/lamps': html(
          `<h1>Lamps</h1><ul>${cards(8)}</ul>`,
          '<link rel="alternate" type="application/atom+xml" href="/atom">',
        ),
      }),
      '/old',
    );
    const { resolved, readings, items, redirectedTo } = findingsOf(answer);
    expect(resolved).toMatchObject({ source: 'list', query: { url: `${shop.url}/lamps` } });
    expect(readings).toMatchObject([{ source: 'feed', why: expect.stringContaining('names') }]);
    expect(redirectedTo).toBe(`${shop.url}/lamps`);
    expect(items).toHaveLength(8);
  });

  it.each([
    [
      'a page without anything',
      html(
        `<h1>About us</h1><p>${'We are a company of people who like what they do, and do it every day of the week. '.repeat(20)}</p>`,
      ),
      'No product, no list and no feed',
    ],
    [
      'a log-in page',
      html('<h1>Sign in</h1><form><input name="u"><input type="password" name="p"><button>Sign in</button></form>'),
      'asks to sign in',
    ],
    [
      'a search without a result',
      html('<main><h1>Search</h1><p>No results found for "lamp".</p></main>'),
      'its list is empty now',
    ],
    [
      'data of another kind',
      ((_request, response) =>
        response.setHeader('content-type', 'application/json').end('{"a":1}')) as RequestListener,
      'data of a form',
    ],
    [
      'a picture',
      ((_request, response) =>
        response.end(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 7)]))) as RequestListener,
      'not text',
    ],
  ])('to %s is refused in a sentence', async (_name, listener, words) => {
    const { answer } = await ask(site({ '/x': listener }), '/x');
    expect(answer).toMatchObject({ status: 'failed', failure: { message: expect.stringContaining(words) } });
  });

  it('to a list of one thing is that list', async () => {
    const body =
      '<main><p>1 result</p><ul class="products"><li class="card"><a href="/item/7"><img src="/7.jpg"><h3>Lamp number 7</h3></a><b>€72.50</b></li></ul></main>';
    const { shop, answer } = await ask(site({ '/x': html(body) }), '/x');
    expect(findingsOf(answer)).toMatchObject({
      resolved: { source: 'list', query: { url: `${shop.url}/x` }, why: expect.stringContaining('one thing now') },
      items: [{ title: 'Lamp number 7', price: { amountMinor: 7250 } }],
    });
  });

  it('obeys robots.txt', async () => {
    const { answer } = await ask(
      site({ '/robots.txt': (_request, response) => response.end('User-agent: *\nDisallow: /') }),
      '/lamps',
      { hasRobots: true },
    );
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'robots' } });
  });
});
