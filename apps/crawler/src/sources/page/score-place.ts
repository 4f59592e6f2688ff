import type { MarkupElement } from '../../markup/element.js';

/** What on the page a price's place is judged by. */
export interface PlaceContext {
  /** Position of the product's heading; undefined where the page has none. */
  headingOrder: number | undefined;
  /** Positions of cart buttons. */
  cartOrders: readonly number[];
  /** The page's address. */
  url?: string | undefined;
}

// Words in class, id and itemprop names, in the languages shops are written in.
const PRICE =
  /pri[cx](?!ing-?table)|(?:^|[\s_-])prc(?![a-z])|prezzo|precio|preis|preco|cena|ceny|tsena|prijs|(?:^|[\s_-])pris|hinta|kaina|fiyat|amount|betrag|montant|bedrag|kwota/i;
const CURRENT =
  /current|sale|final|special|now|actual|our[-_]?pri|offer|main|primary|promo|aktu|netto|sell|buy|discounted|reduced|active|new/i;
/** Names of prices that no longer hold. A template may use them for the only price, so that they weigh little alone. */
export const OLD =
  /(?<![bcfghmst])old(?!er)|(?:^|[\s_-])was(?![a-z])|regular|rrp|msrp|list[-_]?pri|strike|stroke|before|origin|crossed|previ(?!ew)|compare-?at|pri[cx][es]?[-_]{1,2}compare|compare[-_]{1,2}pri|uvp|statt|barr[eé]|antes|anterior|retail|market[-_]?price|stary|cut-|through|reference|(?:prc|price)[-_]org(?![a-z])/i;
const OTHER =
  /shipping|deliver|versand|livraison|postage|saving|you[-_]?save|discount(?!ed|[-_]?(?:pri|final|value))|rabat|coupon|voucher|instal|month|financ|credit|klarna|afterpay|per[-_]?unit|unit[-_]?price|price[-_]?per|grundpreis|filter|range|price-?slider|subtotal|bonus|points|loyalty|cashback|warranty|insurance|deposit|(?<!p)review|rating|reward|quantity/i;
const ELSEWHERE =
  /relat|recommend|similar|upsell|up-sell|cross[-_]?sell|also|recent|viewed|history|carousel|swiper|slick|owl-|accessor|bundle|footer|sidebar|side-bar|mini-?cart|mini-?basket|cart-?(?:items|popup|dropdown|summary|preview)|menu|navbar|nav-|banner|advert|sponsor|popular|best-?sell|trend|widget|compatib|alternativ|suggest|more-from|often|together|ahnlich|aehnlich|podob|raccomand|consigl|vendor-?list|sellers|tooltip|comment|(?<!p)review|listview|gridview|product-?list|products?-grid|product-?tile|teaser|product-?thumb/i;

/** What an element's names say, read once per element: the prices of a page share their surroundings. */
interface Names {
  isEmpty: boolean;
  isPrice: boolean;
  isCurrent: boolean;
  isOld: boolean;
  isOther: boolean;
  isElsewhere: boolean;
}

const NO_NAMES: Names = {
  isEmpty: true,
  isPrice: false,
  isCurrent: false,
  isOld: false,
  isOther: false,
  isElsewhere: false,
};

function readNames(element: MarkupElement, known: Map<MarkupElement, Names>): Names {
  const read = known.get(element);
  if (read) return read;
  const words = namesOf(element);
  const names: Names =
    words === ''
      ? NO_NAMES
      : {
          isEmpty: false,
          isPrice: PRICE.test(words),
          isCurrent: CURRENT.test(words),
          isOld: OLD.test(words),
          isOther: OTHER.test(words),
          isElsewhere: ELSEWHERE.test(words),
        };
  known.set(element, names);
  return names;
}

/** Scores places of one page: how much each looks like where the product's price stands; about -10 to 12. */
export function createPlaceScorer(context: PlaceContext): (element: MarkupElement, order: number) => number {
  const known = new Map<MarkupElement, Names>();
  return (element, order) => {
    let score = 1;
    let isPrice = false;
    let isElsewhere = false;
    let level = 0;
    for (let current: MarkupElement | null = element; current && level < 25; current = current.parent, level++) {
      const { name, attributes } = current;
      if (name === 'body' || name === 'html') break;
      if (name === 'aside') isElsewhere = true;
      if (name === 'a' && level < 6 && isLinkElsewhere(attributes.href))
        score -= isOtherVariant(attributes.href, context.url) ? 7 : 2.5;
      if (level < 2 && (name === 'strong' || name === 'b' || name === 'h2' || name === 'h3')) score += 0.5;
      const names = readNames(current, known);
      if (names.isEmpty) continue;
      if (level <= 4 && names.isPrice) {
        if (!isPrice) score += level <= 2 ? 3 : 1.5;
        isPrice = true;
        if (level <= 2 && names.isCurrent) score += 1.5;
      }
      if (level <= 2 && names.isOld) score -= 1.5;
      if (level <= 3 && names.isOther) score -= 3;
      if (names.isElsewhere) isElsewhere = true;
    }
    if (isElsewhere) score -= 4;
    return score + scoreDistance(order, context);
  };
}

function isLinkElsewhere(href: string | undefined): boolean {
  return href !== undefined && !/^(?:#|javascript:|$)/.test(href);
}

/** A link to the page itself with another parameter, where the address names a variant by one: "43-inch $319.50". */
function isOtherVariant(href: string | undefined, url: string | undefined): boolean {
  if (href === undefined || url === undefined || !url.includes('?') || !href.includes('?')) return false;
  if (!URL.canParse(href, url)) return false;
  const [link, page] = [new URL(href, url), new URL(url)];
  if (link.host !== page.host || link.pathname !== page.pathname) return false;
  return [...link.searchParams].some(
    ([name, value]) => page.searchParams.has(name) && page.searchParams.get(name) !== value,
  );
}

/** What authors call an element: names made for styles, scripts, markup and tests. */
function namesOf({ attributes }: MarkupElement): string {
  const names = [
    attributes.class,
    attributes.id,
    attributes.itemprop,
    attributes['data-testid'],
    attributes['data-test'],
    attributes['data-qa'],
    attributes['data-auto'],
    attributes['data-hook'],
    attributes['data-name'],
  ];
  return names.filter(Boolean).join(' ');
}

function scoreDistance(order: number, { headingOrder, cartOrders }: PlaceContext): number {
  let score = 0;
  if (headingOrder !== undefined) {
    const distance = order - headingOrder;
    if (distance >= 0) score += distance < 60 ? 3 : distance < 150 ? 2 : distance < 300 ? 1 : distance < 600 ? 0 : -1;
    else score += distance > -20 ? 2 : distance > -100 ? 1 : -1;
  }
  let nearest = Number.POSITIVE_INFINITY;
  for (const cart of cartOrders) nearest = Math.min(nearest, Math.abs(cart - order));
  return score + (nearest < 40 ? 1.5 : nearest < 120 ? 0.75 : 0);
}
