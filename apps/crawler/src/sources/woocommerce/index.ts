import { readListing } from '../read-listing.js';
import type { Source } from '../source.js';
import { buildProductsUrl, PAGE_SIZE, readWooPlace } from './build-url.js';
import { readWooProducts } from './read-products.js';

/** Any WooCommerce shop, by the public Store API its own cart uses. */
export function createWoocommerceSource(): Source<'woocommerce'> {
  return {
    name: 'woocommerce',
    crawl(query, context) {
      const place = readWooPlace(query);
      return readListing(
        {
          buildUrl: (page) => buildProductsUrl(place, query.search, page),
          async read({ body, headers, url }) {
            const origin = { shop: place, contentType: headers['content-type'] };
            const { items, size } = await context.parse(readWooProducts, body, origin);
            const pages = Number(headers['x-wp-totalpages'] ?? Number.NaN);
            const page = Number(new URL(url).searchParams.get('page') ?? 1);
            return { items, isLast: Number.isNaN(pages) ? size < PAGE_SIZE : page >= pages };
          },
        },
        context,
      );
    },
  };
}
