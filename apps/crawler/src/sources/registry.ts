import type { SourceName } from '@goodshunter/contracts/crawl';
import { SOURCE_QUERY_SCHEMAS } from '@goodshunter/contracts/sources';
import { createEbaySource } from './ebay/index.js';
import { createFeedSource } from './feed/index.js';
import { createLinkSource, type ReadableSources } from './link/index.js';
import { createListSource } from './list/index.js';
import { createPageSource } from './page/index.js';
import { createShopifySource } from './shopify/index.js';
import type { Source } from './source.js';
import { createWoocommerceSource } from './woocommerce/index.js';
import { createYahooShoppingSource } from './yahoo-shopping-jp/index.js';

export type SourceRegistry = { readonly [S in SourceName]: Source<S> };

export interface SourceOptions {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Base address of eBay's API. */
  ebayApiUrl: string;
  /** Base address of Yahoo! Shopping Japan's API. */
  yahooShoppingApiUrl: string;
}

/** Every source by its name. */
export function createSources({ now, ebayApiUrl, yahooShoppingApiUrl }: SourceOptions): SourceRegistry {
  const readable = {
    shopify: createShopifySource(now),
    woocommerce: createWoocommerceSource(),
    feed: createFeedSource(now),
    page: createPageSource(),
    list: createListSource(),
    ebay: createEbaySource({ apiUrl: trimSlash(ebayApiUrl), now }),
    'yahoo-shopping-jp': createYahooShoppingSource({ apiUrl: trimSlash(yahooShoppingApiUrl) }),
  };
  const crawl: ReadableSources['crawl'] = ({ source, query }, context) => {
    const parsed = SOURCE_QUERY_SCHEMAS[source].parse(query);
    return (readable[source] as Source).crawl(parsed as never, context);
  };
  return { ...readable, link: createLinkSource({ sources: { crawl }, now }) };
}

const trimSlash = (url: string): string => url.replace(/\/+$/, '');
