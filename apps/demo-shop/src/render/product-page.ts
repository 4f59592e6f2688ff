import type { Listing } from '../listing.js';
import type { Shop } from '../shop-street.js';
import { escapeMarkup, scriptJson } from './escape.js';
import { writeLayout } from './layout.js';
import { decimal, visiblePrice } from './money.js';

/** A product page as good shops write it: JSON-LD and Open Graph, and the same price for people to see. */
export function writeProductPage(shop: Shop, listing: Listing, base: string): string {
  const url = `${base}/products/${listing.handle}`;
  const picture = `${base}/pictures/${listing.handle}.webp`;
  const markup = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: listing.title,
    description: listing.description,
    sku: `SL-${listing.id}`,
    brand: { '@type': 'Brand', name: listing.vendor },
    image: [picture],
    url,
    offers: {
      '@type': 'Offer',
      url,
      price: decimal(listing.priceMinor),
      priceCurrency: shop.currency,
      availability: `https://schema.org/${listing.available ? 'InStock' : 'OutOfStock'}`,
      itemCondition: 'https://schema.org/UsedCondition',
    },
  };
  const head =
    `<link rel="canonical" href="${escapeMarkup(url)}"><meta property="og:type" content="product">` +
    `<meta property="og:title" content="${escapeMarkup(listing.title)}"><meta property="og:image" content="${escapeMarkup(picture)}">` +
    `<script type="application/ld+json">${scriptJson(markup)}</script>`;
  const was = listing.compareAtMinor === null ? '' : `<s>${visiblePrice(listing.compareAtMinor)}</s> `;
  const body =
    `<main class="product"><img src="${escapeMarkup(picture)}" alt="" width="480" height="360"><div>` +
    `<p class="kind">${escapeMarkup(listing.kind)} · ${escapeMarkup(listing.condition)}</p><h1>${escapeMarkup(listing.title)}</h1>` +
    `<p class="price">${was}<span class="now">${visiblePrice(listing.priceMinor)}</span></p>` +
    `<p class="${listing.available ? 'in' : 'out'}">${listing.available ? 'In stock, one piece' : 'Sold'}</p>` +
    `<p>${escapeMarkup(listing.description)}</p><button${listing.available ? '' : ' disabled'}>${listing.available ? 'Add to basket' : 'Sold out'}</button>` +
    `<p><a href="${escapeMarkup(base)}/">← All listings</a></p></div></main>`;
  return writeLayout({ title: `${listing.title} | ${shop.name}`, shop, base, head, body });
}
