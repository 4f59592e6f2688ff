import type { Listing } from '../listing.js';
import type { Shop } from '../shop-street.js';
import { escapeMarkup } from './escape.js';
import { decimal } from './money.js';

/** RSS 2.0 of the newest listings that are for sale, with price and availability in Google's product namespace. */
export function writeFeed(shop: Shop, listings: readonly Listing[], base: string): string {
  const items = listings.map((listing) => writeEntry(listing, base, shop.currency)).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n' +
    `<title>${escapeMarkup(shop.name)}</title>\n<link>${escapeMarkup(base)}/</link>\n` +
    `<atom:link href="${escapeMarkup(base)}/feed.xml" rel="self" type="application/rss+xml"/>\n` +
    `<description>Cameras with a past</description>\n<language>en</language>\n${items}</channel>\n</rss>\n`
  );
}

function writeEntry(listing: Listing, base: string, currency: string): string {
  const link = escapeMarkup(`${base}/products/${listing.handle}`);
  return (
    `<item>\n<title>${escapeMarkup(listing.title)}</title>\n<link>${link}</link>\n<guid isPermaLink="true">${link}</guid>\n` +
    `<pubDate>${new Date(listing.createdAtMs).toUTCString()}</pubDate>\n<category>${listing.collection}</category>\n` +
    `<description>${escapeMarkup(`<p>${escapeMarkup(listing.description)}</p>`)}</description>\n` +
    `<enclosure url="${escapeMarkup(base)}/pictures/${listing.handle}.webp" type="image/webp" length="0"/>\n` +
    `<g:id>${listing.id}</g:id>\n<g:price>${decimal(listing.priceMinor)} ${currency}</g:price>\n<g:availability>in_stock</g:availability>\n</item>\n`
  );
}
