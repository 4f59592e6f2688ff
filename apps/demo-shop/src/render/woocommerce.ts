import type { Listing } from '../listing.js';
import { escapeAsWordPress, escapeMarkup } from './escape.js';
import { decimal } from './money.js';

/** A page of the Store API's products: prices are strings in minor units, names hold HTML entities. */
export function writeStoreProducts(listings: readonly Listing[], base: string, currency: string): string {
  return JSON.stringify(listings.map((listing) => storeProduct(listing, base, currency)));
}

function storeProduct(listing: Listing, base: string, currency: string): Record<string, unknown> {
  const { id, handle, priceMinor, compareAtMinor, available } = listing;
  const regular = String(compareAtMinor ?? priceMinor);
  return {
    id,
    name: escapeAsWordPress(listing.title),
    slug: handle,
    parent: 0,
    type: 'simple',
    variation: '',
    permalink: `${base}/products/${handle}`,
    sku: `SL-${id}`,
    short_description: `<p>${escapeMarkup(listing.condition)}</p>`,
    description: `<p>${escapeMarkup(listing.description)}</p>`,
    on_sale: compareAtMinor !== null,
    prices: {
      price: String(priceMinor),
      regular_price: regular,
      sale_price: String(priceMinor),
      price_range: null,
      currency_code: currency,
      currency_symbol: '€',
      currency_minor_unit: 2,
      currency_decimal_separator: '.',
      currency_thousand_separator: ',',
      currency_prefix: '€',
      currency_suffix: '',
    },
    price_html: `<span class="woocommerce-Price-amount amount">&euro;${decimal(priceMinor)}</span>`,
    average_rating: '0',
    review_count: 0,
    images: [
      {
        id: id * 10,
        src: `${base}/pictures/${handle}.webp`,
        thumbnail: `${base}/pictures/${handle}.webp`,
        name: handle,
        alt: '',
      },
    ],
    categories: [
      {
        id: listing.collection.length,
        name: listing.collection,
        slug: listing.collection,
        link: `${base}/?collection=${listing.collection}`,
      },
    ],
    tags: [],
    attributes: [],
    variations: [],
    has_options: false,
    is_purchasable: available,
    is_in_stock: available,
    is_on_backorder: false,
    low_stock_remaining: null,
    sold_individually: true,
  };
}
