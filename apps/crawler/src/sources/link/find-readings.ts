import type { SourceName } from '@goodshunter/contracts/crawl';
import type { LinkContent } from './read-link.js';

/** A way to read an address. */
export interface Reading {
  source: Exclude<SourceName, 'link'>;
  query: { url: string; collection?: string };
  /** A sentence for people. */
  why: string;
}

const SHOPIFY_PRODUCT = /\/products\/[^/]+\/?$/;
const SHOPIFY_COLLECTION = /^(.*?)\/collections\/([^/]+)\/?$/;

/** What is read at every look: also what stands on the pages after this one. */
function sentenceOfList({ cards, pricedCards, goesOn }: LinkContent): string {
  const priced = pricedCards > 0 ? `, ${pricedCards} of them with prices` : '';
  if (!goesOn) return `A page that lists ${cards} things${priced}: each is watched.`;
  return `A page that lists ${cards} things${priced}${priced && ','} and goes on: its next pages add to these, and all are watched.`;
}

/** What an address may be, the likeliest first; empty when nothing on it can be watched. Pure. @param headers of the answer, lower case */
export function findReadings(
  content: LinkContent,
  address: string,
  headers: Readonly<Record<string, string>>,
): Reading[] {
  const url = new URL(address);
  if (content.kind === 'feed')
    return [{ source: 'feed', query: { url: address }, why: 'A feed: its entries are read as they are published.' }];
  if (content.kind === 'data') return dataReadings(url);
  const readings: Reading[] = [];
  const add = (reading: Reading) => {
    if (!readings.some(({ source, query }) => source === reading.source && query.url === reading.query.url))
      readings.push(reading);
  };
  const { verdict, hasProduct, cards, pricedCards, feeds, wooApi } = content;
  const isShopify =
    content.isShopify || headers['x-shopid'] !== undefined || /shopify/i.test(headers['powered-by'] ?? '');
  const isProduct = verdict?.kind === 'product' && (hasProduct || cards === 0);
  const isListLike = cards >= 4 || pricedCards >= 2;
  const page: Reading = {
    source: 'page',
    query: { url: address },
    why: 'A page of one product: its price and stock are watched.',
  };
  const list: Reading = {
    source: 'list',
    query: { url: address },
    why:
      cards === 1
        ? 'A page that lists one thing now, with a price: it is watched, and so is what joins it.'
        : sentenceOfList(content),
  };
  if (isShopify) {
    const shop = shopifyReading(url, content.shopRoot);
    if (SHOPIFY_PRODUCT.test(url.pathname)) add(page);
    // A list of the shop's own making, such as a search, is neither the shop nor a collection.
    const isShop =
      shop.query.collection !== undefined ||
      /\/(?:collections|products)(?:\/|\.json|$)/.test(url.pathname) ||
      isRootOf(url, shop);
    if (!isShop && isListLike) add(list);
    add(shop);
    if (isListLike) add(list);
  } else if (wooApi !== undefined) {
    const shop: Reading = {
      source: 'woocommerce',
      query: { url: wooShop(wooApi) },
      why: 'A WooCommerce shop: all its products are read by its Store API.',
    };
    if (content.isWooProduct || isProduct) add(page);
    else if (/product-category|product-tag|\/(?:shop|store)\/.+/.test(url.pathname) && isListLike) add(list);
    else if (url.searchParams.has('s') && isListLike) add(list);
    add(shop);
    if (isListLike) add(list);
  }
  if (isProduct) add(page);
  const isHome = url.pathname === '/' && url.search === '';
  const isArticleList = isListLike && pricedCards < cards / 3;
  if (!isListLike || (isHome && isArticleList)) for (const feed of feeds) add(feedReading(feed));
  if (isListLike) add(list);
  if (hasProduct && verdict?.kind !== 'category') add(page);
  for (const feed of feeds) add(feedReading(feed));
  // A list of one is found only by what its holder is called: nothing else of the page may be meant.
  if (readings.length === 0 && cards === 1 && pricedCards === 1) add(list);
  return readings;
}

/** Whether an address is the shop's own front page. */
function isRootOf({ origin, pathname }: URL, { query }: Reading): boolean {
  return (origin + pathname).replace(/\/+$/, '') === query.url.replace(/\/+$/, '');
}

function shopifyReading({ origin, pathname }: URL, named?: string): Reading {
  const collection = SHOPIFY_COLLECTION.exec(pathname);
  if (collection?.[2] && collection[2] !== 'all') {
    return {
      source: 'shopify',
      query: { url: origin + (collection[1] ?? ''), collection: collection[2] },
      why: `The collection “${collection[2]}” of a Shopify shop: all its products are read, newest first.`,
    };
  }
  // International shops keep the language in front: /en-gb/products/x.
  const root = /^\/[a-z]{2}(?:-[a-z]{2})?(?=\/|$)/i.exec(pathname)?.[0] ?? '';
  const before = /^(.*?)\/(?:collections|products)(?:\/|\.json|$)/.exec(pathname)?.[1];
  return {
    source: 'shopify',
    query: { url: origin + (before ?? named?.replace(/\/+$/, '') ?? root) },
    why: 'A Shopify shop: all its products are read, newest first.',
  };
}

function feedReading({ url, title }: { url: string; title: string }): Reading {
  return {
    source: 'feed',
    query: { url },
    why: `A feed that the page names${title === '' ? '' : ` (“${title.slice(0, 100)}”)`}.`,
  };
}

/** The shop of a WordPress API: `https://a.example/x/wp-json/`, or with the route in the query where addresses are plain. */
function wooShop(api: string): string {
  const url = new URL(api);
  if (url.searchParams.has('rest_route')) return `${url.origin}${url.pathname.replace(/index\.php$/, '')}?rest_route=/`;
  return url.origin + url.pathname.replace(/\/wp-json\/?$/, '');
}

/** An address of an API that people copied. */
function dataReadings(url: URL): Reading[] {
  if (/\/products\.json$/.test(url.pathname))
    return [shopifyReading(new URL(url.pathname.replace(/\/products\.json$/, '') || '/', url))];
  if (/\/wp-json(?:\/|$)/.test(url.pathname))
    return [
      {
        source: 'woocommerce',
        query: { url: url.origin + url.pathname.replace(/\/wp-json(?:\/.*)?$/, '') },
        why: 'The Store API of a WooCommerce shop.',
      },
    ];
  if (url.searchParams.has('rest_route'))
    return [
      {
        source: 'woocommerce',
        query: { url: `${url.origin}${url.pathname}?rest_route=/` },
        why: 'The Store API of a WooCommerce shop.',
      },
    ];
  return [];
}
