import type { SourceName } from '@goodshunter/contracts';
import { createFeedSource } from './feed/index.js';
import { createPageSource } from './page/index.js';
import { createShopifySource } from './shopify/index.js';
import type { Source } from './source.js';
import { createWoocommerceSource } from './woocommerce/index.js';

export type SourceRegistry = { readonly [S in SourceName]: Source<S> };

/** Every source by its name. @param now milliseconds since the epoch */
export function createSources(now: () => number): SourceRegistry {
  return {
    shopify: createShopifySource(now),
    woocommerce: createWoocommerceSource(),
    feed: createFeedSource(),
    page: createPageSource(),
  };
}
