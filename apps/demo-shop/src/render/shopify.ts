import type { Listing } from '../listing.js';
import { escapeMarkup } from './escape.js';
import { decimal } from './money.js';

/** A page of `/products.json`. It names no currency, as the real one does not. @param base the shop's address without a last slash */
export function writeShopifyProducts(listings: readonly Listing[], base: string): string {
  return JSON.stringify({ products: listings.map((listing) => shopifyProduct(listing, base)) });
}

function shopifyProduct(listing: Listing, base: string): Record<string, unknown> {
  const times = { created_at: iso(listing.createdAtMs), updated_at: iso(listing.updatedAtMs) };
  return {
    id: listing.id,
    title: listing.title,
    handle: listing.handle,
    body_html: `<p>${escapeMarkup(listing.description)}</p>`,
    published_at: times.created_at,
    ...times,
    vendor: listing.vendor,
    product_type: listing.kind,
    tags: [listing.collection, listing.condition],
    variants: shopifyVariants(listing).map((variant) => ({ ...variant, ...times })),
    images: [
      {
        id: listing.id * 10,
        ...times,
        position: 1,
        product_id: listing.id,
        variant_ids: [],
        src: `${base}/pictures/${listing.handle}.webp`,
        width: 480,
        height: 360,
      },
    ],
    options: [{ name: 'Set', position: 1, values: shopifyVariants(listing).map(({ title }) => title) }],
  };
}

function shopifyVariants(listing: Listing): { title: string }[] {
  const { id, priceMinor, compareAtMinor, caseExtraMinor, available } = listing;
  const plain = caseExtraMinor === null ? 'Default Title' : 'Camera only';
  const sets = [{ title: plain, extraMinor: 0 }];
  if (caseExtraMinor !== null) sets.push({ title: 'With case', extraMinor: caseExtraMinor });
  return sets.map(({ title, extraMinor }, index) => ({
    id: id * 10 + index,
    title,
    option1: title,
    option2: null,
    option3: null,
    sku: `SL-${id}-${index}`,
    requires_shipping: true,
    taxable: true,
    featured_image: null,
    available,
    price: decimal(priceMinor + extraMinor),
    grams: 900,
    compare_at_price: compareAtMinor === null ? null : decimal(compareAtMinor + extraMinor),
    position: index + 1,
    product_id: id,
  }));
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}
