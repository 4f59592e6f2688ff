import type { Listing } from '../listing.js';
import type { Shop } from '../shop-street.js';
import { escapeMarkup } from './escape.js';
import { writeLayout } from './layout.js';
import { visiblePrice } from './money.js';

/** Cards on one page of the list. */
const LIST_PAGE_SIZE = 12;
/** After so many cards comes an advert. */
const ADVERT_EVERY = 5;

export interface ListPage {
  shop: Shop;
  /** All of them, newest first. */
  listings: readonly Listing[];
  /** From 1. */
  page: number;
  base: string;
}

/**
 * The shop as a page of plain HTML that no machine was thought of for: adverts between the cards, a side list of favourites, pictures
 * that scripts would load, sold things that stay for a while, and pages to turn.
 */
export function writeListPage({ shop, listings, page, base }: ListPage): string {
  const root = escapeMarkup(base);
  const pages = Math.max(1, Math.ceil(listings.length / LIST_PAGE_SIZE));
  const shown = listings.slice((page - 1) * LIST_PAGE_SIZE, page * LIST_PAGE_SIZE);
  const cards = shown.map((listing, index) => {
    const advert = (index + 1) % ADVERT_EVERY === 0 ? writeAdvert(index) : '';
    return writeCard(listing, root) + advert;
  });
  const favourites = listings
    .slice(-4)
    .map(({ handle, title }) => `<li><a href="${root}/products/${handle}">${escapeMarkup(title)}</a></li>`)
    .join('');
  const turn = (to: number, label: string): string =>
    to < 1 || to > pages ? '' : `<a href="${root}/list?page=${to}" aria-label="${label}">${label}</a>`;
  const numbers = Array.from({ length: pages }, (_, index) =>
    index + 1 === page ? `<b>${page}</b>` : `<a href="${root}/list?page=${index + 1}">${index + 1}</a>`,
  ).join(' ');
  const body =
    `<main><h1>All listings</h1><p>${listings.length} listings, newest first</p>` +
    `<aside class="sidebar"><h3>Favourites of the house</h3><ul>${favourites}</ul></aside>` +
    `<ul class="listing">${cards.join('')}</ul>` +
    `<div class="pagination">${turn(page - 1, 'Previous')} ${numbers} ${turn(page + 1, 'Next')}</div></main>`;
  return writeLayout({ title: `All listings | ${shop.name}`, shop, base, body });
}

function writeCard(
  { handle, title, kind, condition, available, priceMinor, compareAtMinor }: Listing,
  root: string,
): string {
  const was = compareAtMinor === null ? '' : `<del>${visiblePrice(compareAtMinor)}</del> `;
  const state = available ? '' : '<span class="state">Sold</span>';
  return (
    `<li class="listing-item${available ? '' : ' is-sold'}"><a class="photo" href="${root}/products/${handle}?ref=list">` +
    `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="${root}/pictures/${handle}.webp" alt="" width="160" height="120"></a>` +
    `<h2><a href="${root}/products/${handle}?ref=list">${escapeMarkup(title)}</a></h2>` +
    `<p class="about">${escapeMarkup(kind)}, ${escapeMarkup(condition)}</p><p class="price">${was}<span>${visiblePrice(priceMinor)}</span></p>${state}</li>`
  );
}

function writeAdvert(index: number): string {
  return `<li class="advert"><a href="https://adverts.example/click?place=${index}"><strong>Film of the month</strong> now from €5.90 a roll</a></li>`;
}
