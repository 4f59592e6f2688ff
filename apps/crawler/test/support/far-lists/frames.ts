import type { WrittenList } from '../list-pages.js';

/** A page with what else a person sees on it: where it goes on, the pictures, and what is sold. */
export interface FarList extends WrittenList {
  /** Address of the next page; null: there is none. Not judged where it is left out. */
  next?: string | null;
  /** Path of each card's picture, null where it has none. */
  pictures?: (string | null)[];
  /** Which cards can no longer be bought. */
  sold?: number[];
}

/** One thing on a page: its title, its path or whole address, and its price in minor units. */
export type Row = readonly [title: string, path: string | null, minor?: number | undefined];

export const each = (rows: readonly Row[], card: (row: Row, index: number) => string): string =>
  rows.map(card).join('\n');

/** `1234567` and a dot make `1.234.567`. */
export const grouped = (whole: number, mark: string): string => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);

/** An amount of minor units with two decimals, `1.299,90`. */
export const decimal = (minor: number, point: string, mark = ''): string =>
  `${grouped(Math.floor(minor / 100), mark)}${point}${String(minor % 100).padStart(2, '0')}`;

/** A page whose cards are these rows. */
export function far(
  name: string,
  url: string,
  currency: string,
  rows: readonly Row[],
  html: string,
  more: Pick<FarList, 'next' | 'pictures' | 'sold'> = {},
): FarList {
  const cards = rows.map(([title, path, minor]): WrittenList['cards'][number] => {
    const link = path === null ? null : new URL(path, url).href;
    return minor === undefined ? [title, link] : [title, link, [minor, currency]];
  });
  return { name, url, html, cards, ...more };
}

const menuGroup = (group: number, words: string[]) =>
  `<li class="nav-item level0"><a href="/c/${group}">${words[group % words.length]}</a><div class="submenu"><ul>${Array.from(
    { length: 7 },
    (_, index) =>
      `<li><a href="/c/${group}/${index}"><span>${words[(group * 3 + index) % words.length]} ${index + 1}</span></a></li>`,
  ).join('')}</ul></div></li>`;

/** What stands around the list of most shops: a banner, a menu in groups, a path, and a foot of four columns. */
export function shopFrame(body: string, { lang = 'en', head = '', words = WORDS, dir = 'ltr' } = {}): string {
  const foot = Array.from(
    { length: 4 },
    (_, column) =>
      `<div class="footer-column"><h4>${words[column]}</h4><ul>${Array.from(
        { length: 6 },
        (_, index) =>
          `<li><a href="/info/${column}-${index}">${words[(column + index) % words.length]} ${index}</a></li>`,
      ).join('')}</ul></div>`,
  ).join('');
  return `<!DOCTYPE html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>${words[0]}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization","name":"${words[0]}","url":"/"}</script>
<script>window.dataLayer=window.dataLayer||[];dataLayer.push({event:"view",price:"0.00"});</script>${head}</head><body class="page-category">
<svg style="display:none"><symbol id="icon-cart"><path d="M0 0h24v24H0z"/></symbol></svg>
<div class="consent" role="dialog"><p>${words[1]} ${words[2]}</p><button>OK</button><a href="/privacy">${words[3]}</a></div>
<header><div class="topbar"><a href="/account">${words[4]}</a><a href="/wishlist">${words[5]}</a><a href="/cart" class="cart">0,00 <svg><use href="#icon-cart"/></svg></a></div>
<a class="logo" href="/"><img src="/static/logo.svg" alt="${words[0]}"></a>
<form action="/search"><input name="q"><button>→</button></form>
<nav><ul class="main-menu">${Array.from({ length: 8 }, (_, group) => menuGroup(group, words)).join('')}</ul></nav></header>
<ol class="breadcrumbs"><li><a href="/">${words[6]}</a></li><li><a href="/c/1">${words[1]}</a></li><li>${words[2]}</li></ol>
${body}
<footer>${foot}<div class="newsletter"><form><input type="email"><button>${words[7]}</button></form></div>
<ul class="social"><li><a href="https://social.example/a">A</a></li><li><a href="https://social.example/b">B</a></li></ul><p>© 2026</p></footer></body></html>`;
}

export const WORDS = [
  'House',
  'Garden',
  'Kitchen',
  'Privacy',
  'Account',
  'Wishlist',
  'Home',
  'Sign up',
  'Tools',
  'Sale',
];

/** Filters beside a list, each with how many things it leaves. */
export const filters = (names: readonly string[], counts = 5): string =>
  `<aside class="filters">${names
    .map(
      (name, group) =>
        `<div class="filter-options-item"><h3 class="filter-title">${name}</h3><ol class="items">${Array.from(
          { length: counts },
          (_, index) =>
            `<li class="item"><a href="?f${group}=${index}"><span class="label">${name} ${String.fromCharCode(65 + index)}</span> <span class="count">(${index * 3 + 2})</span></a></li>`,
        ).join('')}</ol></div>`,
    )
    .join('')}</aside>`;

/** Rows whose addresses carry what the page adds to them. */
export const withTail = (rows: readonly Row[], tail: (index: number) => string): Row[] =>
  rows.map(([title, path, minor], index) => [title, `${path}${tail(index)}`, minor]);
