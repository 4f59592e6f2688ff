import { parseJson } from '../parse-json.js';
import { readListing } from '../read-listing.js';
import type { Source } from '../source.js';
import { buildProductsUrl, PAGE_SIZE, readWooPlace } from './build-url.js';
import { parseProducts } from './parse.js';

/** Any WooCommerce shop, by the public Store API its own cart uses. */
export function createWoocommerceSource(): Source<'woocommerce'> {
  return {
    name: 'woocommerce',
    crawl(query, context) {
      const place = readWooPlace(query);
      return readListing(
        {
          buildUrl: (page) => buildProductsUrl(place, query.search, page),
          read(answer) {
            const { items, size } = parseProducts(parseJson(answer.text()), place);
            const pages = Number(answer.headers['x-wp-totalpages'] ?? Number.NaN);
            const page = Number(new URL(answer.url).searchParams.get('page') ?? 1);
            return { items, isLast: Number.isNaN(pages) ? size < PAGE_SIZE : page >= pages };
          },
        },
        context,
      );
    },
  };
}
