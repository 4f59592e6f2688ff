import type { Happening, HappeningKind, Listing } from '../listing.js';
import type { Shop } from '../shop-street.js';
import { escapeMarkup, scriptJson } from './escape.js';
import { writeLayout } from './layout.js';
import { visiblePrice } from './money.js';

const NEWS_SHOWN = 6;
/** A listing counts as just in for this long. */
const JUST_IN_MS = 120_000;

const VERBS: Record<HappeningKind, string> = {
  added: 'Just in',
  cheaper: 'Cheaper',
  dearer: 'Dearer',
  sold: 'Sold',
  back: 'Back',
  removed: 'Gone',
};

/** The shop window: what happened lately, then every listing as a card. Looks again every 10 s. @param nowMs wall time */
export function writeStorefront(
  shop: Shop,
  listings: readonly Listing[],
  base: string,
  nowMs: number,
  collection = '',
): string {
  const news = shop.stock.happenings.slice(0, NEWS_SHOWN).map(writeNews).join('');
  const cards = listings.map((listing) => writeCard(listing, base, nowMs)).join('');
  const body = `<main><ul class="news">${news}</ul><div class="grid">${cards}</div></main>`;
  return writeLayout({
    title: shop.name,
    shop,
    base,
    // As the shops do whose list it speaks: this tells them from others.
    head: `<meta http-equiv="refresh" content="10"><meta name="shopify-demonstration" content="1"><script type="text/plain">Shopify.routes.root = ${scriptJson(`${new URL(base).pathname.replace(/\/+$/, '')}/`)};</script>`,
    body,
    collection,
  });
}

function writeNews({ kind, title, priceMinor, oldPriceMinor }: Happening): string {
  const price =
    oldPriceMinor === undefined
      ? visiblePrice(priceMinor)
      : `${visiblePrice(oldPriceMinor)} → ${visiblePrice(priceMinor)}`;
  return `<li><b>${VERBS[kind]}</b> ${escapeMarkup(title)} · ${price}</li>`;
}

function writeCard(listing: Listing, base: string, nowMs: number): string {
  const { available, compareAtMinor, priceMinor, createdAtMs } = listing;
  const isCut = available && compareAtMinor !== null && compareAtMinor > priceMinor;
  const isJustIn = available && nowMs - createdAtMs < JUST_IN_MS;
  const percent = isCut ? Math.round((1 - priceMinor / compareAtMinor) * 100) : 0;
  const badge = !available
    ? '<span class="badge sold">Sold</span>'
    : isCut
      ? `<span class="badge cut">−${percent} %</span>`
      : isJustIn
        ? '<span class="badge">Just in</span>'
        : '';
  const was = isCut ? `<s>${visiblePrice(compareAtMinor)}</s> ` : '';
  return (
    `<a class="card${available ? '' : ' sold'}" href="${escapeMarkup(base)}/products/${listing.handle}">` +
    `<img src="${escapeMarkup(base)}/pictures/${listing.handle}.svg" alt="" width="480" height="360" loading="lazy">${badge}` +
    `<div><p class="kind">${escapeMarkup(listing.kind)}</p><h2>${escapeMarkup(listing.title)}</h2>` +
    `<p class="price${isCut ? ' cut' : ''}">${was}<span class="now">${visiblePrice(priceMinor)}</span></p></div></a>`
  );
}
