import type { MarkedOffer, MarkedProduct } from './page-facts.js';

/** What is asked for beside the address: a variant by its id, sku or name. */
export interface VariantQuestion {
  /** The page's address, anchor included. */
  url: string;
  variant?: string | undefined;
  /** Title and heading: a page about a used thing is answered by its used offer. */
  words: string;
}

/**
 * Of a product's offers, those that answer: new ones where there are any, and those of the variant that the task names, else the
 * address by an offer's own address, sku, id or name. The others go to `otherOffers`. A task's variant that no offer is for leaves none.
 */
export function selectOffers(product: MarkedProduct, question: VariantQuestion): MarkedProduct {
  const offers = dropUsed(product.offers, question.words);
  if (question.variant !== undefined) {
    const asked = offers.filter((offer) => isNamed(offer, question.variant ?? '', product));
    return { ...product, offers: asked, otherOffers: without(offers, asked), isVariant: true };
  }
  const own = offers.length > 1 && !isOfOneKind(offers) ? ofAddress(offers, question.url, product) : [];
  if (own.length === 0 || own.length === offers.length) return { ...product, offers };
  return { ...product, offers: own, otherOffers: without(offers, own), isVariant: true };
}

function without(offers: readonly MarkedOffer[], chosen: readonly MarkedOffer[]): MarkedOffer[] {
  return offers.filter((offer) => !chosen.includes(offer));
}

const USED_WORDS =
  /\b(?:used|pre-?owned|refurbished|renewed|open[- ]box|second[- ]hand|gebraucht|generalüberholt|refurbished|b-ware|occasion|reconditionné|segunda mano|usado|reacondicionado|usato|ricondizionato|tweedehands|używan[yae]|б\/у)/i;

function dropUsed(offers: MarkedOffer[], words: string): MarkedOffer[] {
  if (!offers.some(({ isUsed }) => isUsed)) return offers;
  const fresh = offers.filter(({ isUsed }) => !isUsed);
  return fresh.length === 0 || USED_WORDS.test(words) ? offers : fresh;
}

/** Nothing tells them apart: sellers of one thing. */
function isOfOneKind(offers: readonly MarkedOffer[]): boolean {
  const tell = ({ url, sku, name }: MarkedOffer) => `${url ?? ''} ${sku ?? ''} ${name ?? ''}`;
  const [first] = offers;
  return first === undefined || offers.every((offer) => tell(offer) === tell(first));
}

/** The offers that the address is of; empty when it names none of them rather than others. */
function ofAddress(offers: readonly MarkedOffer[], url: string, product: MarkedProduct): MarkedOffer[] {
  const page = readAddress(url, url);
  if (!page) return [];
  const addresses = offers.map(({ url: own }) => (own === undefined ? undefined : readAddress(own, url)));
  const scored = offers.map((offer, index) => ({ offer, score: scoreAddress(addresses[index], page) }));
  const best = Math.max(...scored.map(({ score }) => score));
  const lowest = Math.min(...scored.map(({ score }) => score));
  if (best > 0 && best > lowest) return scored.filter(({ score }) => score === best).map(({ offer }) => offer);
  const possible = offers.filter((_, index) => !isContradicted(addresses[index], page));
  return ofValues(possible, page, product, offers.length);
}

/** Whether the address asks for a variant that none of the offers is for, as their own addresses say. */
export function isForNoneOf(offers: readonly MarkedOffer[], url: string): boolean {
  const page = readAddress(url, url);
  return (
    page !== undefined &&
    offers.length > 0 &&
    offers.every((offer) => offer.url !== undefined && isContradicted(readAddress(offer.url, url), page))
  );
}

/** Whether an offer's own address is the page's by a parameter that names a variant. */
export function isOfAddress(offer: MarkedOffer, url: string): boolean {
  const page = readAddress(url, url);
  return page !== undefined && offer.url !== undefined && scoreAddress(readAddress(offer.url, url), page) > 1;
}

interface Address {
  path: string;
  pairs: Set<string>;
  values: string[];
}

/** Parameters that name campaigns and sessions rather than variants. */
const CAMPAIGN =
  /^(?:utm_|gclid|fbclid|msclkid|ref|source|aff|a_aid|cid|sid|session|lang|currency|_|srsltid|q|pos|index)/i;

function readAddress(link: string, base: string): Address | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const { pathname, searchParams, hash } = new URL(link, base);
  const pairs = new Set<string>();
  const values: string[] = [];
  for (const [name, value] of searchParams) {
    if (CAMPAIGN.test(name) || value === '' || pairs.size >= 20) continue;
    pairs.add(`${name.toLowerCase()}=${value.toLowerCase()}`);
    values.push(value.toLowerCase());
  }
  for (const piece of hash
    .replace(/^#[!/]*/, '')
    .split(/[/&,;]/)
    .slice(0, 10)) {
    if (piece === '') continue;
    const text = decode(piece).toLowerCase();
    pairs.add(text);
    values.push(text.replace(/^[^=:-]{1,20}[=:-]/, ''));
  }
  return { path: decode(pathname).toLowerCase().replace(/\/$/, ''), pairs, values };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How much an offer's address is the page's: parameters in common count, those that differ forbid. */
function scoreAddress(own: Address | undefined, page: Address): number {
  if (!own) return 0;
  if (own.path !== page.path) return 0;
  let shared = 0;
  for (const pair of own.pairs) if (page.pairs.has(pair)) shared++;
  if (isContradicted(own, page)) return 0;
  if (own.pairs.size > 0 && shared === 0) return 0;
  return 1 + 2 * shared;
}

/** The page's address asks for another value of one of its parameters: another size. */
function isContradicted(own: Address | undefined, page: Address): boolean {
  if (!own) return false;
  for (const pair of own.pairs) {
    const end = pair.indexOf('=') + 1;
    if (end === 0 || page.pairs.has(pair)) continue;
    for (const asked of page.pairs) if (asked.startsWith(pair.slice(0, end))) return true;
  }
  return false;
}

/** By a value in the address that is an offer's sku or id, or by words of its name that others of `all` do not have. */
function ofValues(offers: readonly MarkedOffer[], page: Address, product: MarkedProduct, all: number): MarkedOffer[] {
  const last = page.path.split('/').at(-1) ?? '';
  for (const value of [...page.values, last]) {
    if (value.length < 1 || value.length > 60) continue;
    const matching = offers.filter((offer) => isNamed(offer, value, product));
    if (matching.length > 0 && matching.length < all) return matching;
  }
  return [];
}

/** Whether a value is an offer's sku or id, or all of it stands among the words that its name has beyond the product's. */
function isNamed({ sku, url, name }: MarkedOffer, value: string, product: MarkedProduct): boolean {
  const asked = value.trim().toLowerCase();
  if (asked === '') return false;
  if (sku?.toLowerCase() === asked || name?.trim().toLowerCase() === asked) return true;
  const address = url === undefined ? undefined : readAddress(url, 'https://shop.invalid/');
  if (address?.values.includes(asked)) return true;
  if (name === undefined) return false;
  const words = wordsOf(asked);
  const common = new Set(wordsOf(product.name ?? ''));
  const own = new Set(wordsOf(name));
  const telling = words.filter((word) => !common.has(word));
  return telling.length > 0 && telling.every((word) => own.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\d]+/gu) ?? [];
}
