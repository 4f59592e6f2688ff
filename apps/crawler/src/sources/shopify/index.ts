import { looksLikeJson } from '../parse-json.js';
import { readListing } from '../read-listing.js';
import type { Source } from '../source.js';
import { buildProductsUrl, PAGE_SIZE, readShopifyPlace } from './build-url.js';
import { CurrencyCache } from './currency-cache.js';
import { readShopifyProducts } from './read-products.js';

/** Any Shopify shop, by the product list all of them publish. @param now milliseconds since the epoch */
export function createShopifySource(now: () => number): Source<'shopify'> {
  const currencies = new CurrencyCache(now);
  return {
    name: 'shopify',
    crawl(query, context) {
      const place = readShopifyPlace(query);
      return readListing(
        {
          buildUrl: (page) => buildProductsUrl(place, page),
          async read({ body, headers }) {
            // After the list, not before: a 304 needs no currency, and it is the list that tells a wrong address.
            const { root } = place;
            const currency = looksLikeJson(body) ? await currencies.currencyOf(root, context.session) : null;
            const parseIn = (code: string | null) =>
              context.parse(readShopifyProducts, body, {
                shop: place,
                currency: code,
                contentType: headers['content-type'],
              });
            const read = await parseIn(currency);
            const confirmed = await currencies.confirm(root, read.items, context.session);
            const { items, size } = confirmed === undefined || confirmed === currency ? read : await parseIn(confirmed);
            // One product's variant: nothing is left to look for once it is found.
            const isFound = place.handle !== undefined && items.length > 0;
            return { items, isLast: isFound || size < PAGE_SIZE };
          },
        },
        context,
      );
    },
  };
}
