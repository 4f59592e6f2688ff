import type { KnownProduct } from '@goodshunter/contracts/crawl';
import type { PageProduct } from './parse.js';

/** Where a look went. */
export interface PageWay {
  /** As the task names it. */
  asked: string;
  /** After redirects. */
  found: string;
}

type Facet = 'title' | 'sku' | 'gtin' | 'imageUrl' | 'url';

/**
 * Whether a page is still about the product that was there at earlier looks. Where it stands at its address, one thing that is as before is
 * enough, and a title alone may change: only a page of which all that can be compared has changed (two things at least) is of
 * something else; where nothing but the title can be compared, one without a word of the old beside another price is too. Where the look was led elsewhere, something must say that it is the same: its gtin or sku, its picture, or a title with
 * the same numbers (a successor has another).
 */
export function isSameProduct(known: KnownProduct, now: PageProduct, way: PageWay): boolean {
  const facets = compare(known, now, way);
  const same = [...facets].filter(([, isSame]) => isSame).map(([facet]) => facet);
  if (!isLedAway(way)) return same.length > 0 || (facets.size < 2 && !isOtherThing(known, now));
  if (facets.get('gtin') === false || facets.get('sku') === false) return false;
  const isNumbered = facets.get('gtin') === true || facets.get('sku') === true;
  // A successor may stand there with the picture of the one before.
  return isNumbered || (same.some((facet) => facet !== 'url') && isSameModel(known.title, now.title));
}

/** Nothing of the title is left, and the price is not that of before. */
function isOtherThing(known: KnownProduct, { title, price }: PageProduct): boolean {
  if (known.price === undefined || (price?.amountMinor === known.price && price.currency === (known.currency ?? null)))
    return false;
  const before = wordsOf(known.title);
  return [...wordsOf(title)].every((word) => !before.has(word));
}

/** What both looks say, and whether it is the same. */
function compare(known: KnownProduct, now: PageProduct, { asked, found }: PageWay): Map<Facet, boolean> {
  const facets = new Map<Facet, boolean>([['title', isSameTitle(known.title, now.title)]]);
  const set = (facet: Facet, before: string | undefined, after: string | undefined) => {
    if (before !== undefined && after !== undefined) facets.set(facet, before === after);
  };
  set('sku', known.sku?.toLowerCase(), now.sku?.toLowerCase());
  set('gtin', known.gtin?.padStart(14, '0'), now.gtin?.padStart(14, '0'));
  set('imageUrl', pictureOf(known.imageUrl), pictureOf(now.imageUrl));
  // A page that names no address of its own stands at the one that was asked for, whatever it is about.
  const own = (url: string) => (isSameAddress(url, asked) || isSameAddress(url, found) ? undefined : addressOf(url));
  if (own(known.url) ?? own(now.url)) facets.set('url', addressOf(known.url) === addressOf(now.url));
  return facets;
}

/** A picture by its path: hosts and sizes of a picture change with the day. */
function pictureOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname.toLowerCase() : url;
}

const LEAST_SHARE = 0.5;

function isSameTitle(before: string, after: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (a.size === 0 || b.size === 0) return false;
  // Shops write their name behind a title, or do not: the shorter one's words count. Numbers are models and sizes.
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.min(a.size, b.size) >= LEAST_SHARE && isSameModel(before, after);
}

const ROMAN = /^(?:ii|iii|iv|vi|vii|viii|ix)$/;

/** Whether two titles hold the same numbers, Roman ones too. */
function isSameModel(before: string, after: string): boolean {
  const numbers = (title: string) =>
    [...wordsOf(title)]
      .filter((word) => /\p{N}/u.test(word) || ROMAN.test(word))
      .sort()
      .join(' ');
  return numbers(before) === numbers(after);
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Words in one case; scripts that write no spaces by pairs of characters. */
function wordsOf(title: string): Set<string> {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return new Set(
    (words ?? []).flatMap((word) =>
      UNSPACED.test(word) && word.length > 2
        ? Array.from(word).map((char, at, all) => char + (all[at + 1] ?? ''))
        : [word],
    ),
  );
}

/** Whether a look ended elsewhere than it was sent, as pages count: other hosts and paths, or another number in the query. */
export function isLedAway({ asked, found }: PageWay): boolean {
  return !isSameAddress(asked, found);
}

/** Whether a look was led to the front page of a shop, which is no product's. */
export function isLedHome({ asked, found }: PageWay): boolean {
  return isFront(found) && !isFront(asked);
}

function isFront(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search } = new URL(url);
  return (
    /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|home|default)(?:\.\w+)?\/?)?$/i.test(pathname) &&
    !/\d/.test(search)
  );
}

function isSameAddress(first: string, second: string): boolean {
  return addressOf(first) === addressOf(second);
}

const ASIDE = /^(?:utm_\w+|fbclid|gclid|msclkid|ref|source|src|lang|locale|currency|country|sid|session\w*)$/i;

/** Host without `www.`, path without its last slash, and the parameters that may name a product. */
function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, searchParams } = new URL(url);
  const query = [...searchParams]
    .filter(([name]) => !ASIDE.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const path = pathname.replace(/\/+$/, '').replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return `${host.replace(/^www\./, '')}${path}?${query}`.toLowerCase();
}
