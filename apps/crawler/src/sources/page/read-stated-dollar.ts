import { textOf, walkElements } from '../../markup/element.js';
import { isCurrencyCode, normalizeCurrencyCode } from '../../price/currencies.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import { dollarsNamedIn, isDollar } from '../../price/dollars.js';
import type { PageFacts } from './page-facts.js';
import type { VisiblePrice } from './visible-price.js';

const METAS = ['product:price:currency', 'og:price:currency', 'og:currency', 'product:currency', 'pricecurrency'];
const SHOPIFY = /Shopify\.currency\s{0,3}=\s{0,3}\{\s{0,3}["']active["']\s{0,3}:\s{0,3}["']([A-Z]{3})["']/;
const MAX_TEXT = 200_000;

/**
 * Whose dollars a page's bare `$` is, as it says elsewhere; the first that says so counts: its tags, the currency that is chosen in its
 * switch, other amounts that name theirs, a sentence about its prices, the region it is written for, where its shop is. Undefined: nothing
 * does, or it says several things at once.
 */
export function readStatedDollar(facts: PageFacts, places: readonly VisiblePrice[]): string | undefined {
  const { metas, root, scripts, title } = facts;
  const named = METAS.map((name) => normalizeCurrencyCode(metas.get(name) ?? '')).find((code) => code);
  if (named && isDollar(named)) return named;
  const active = scripts.map((script) => SHOPIFY.exec(script)?.[1]).find((code) => code !== undefined);
  if (active !== undefined && isDollar(active)) return active;
  const { chosen, regions } = readSwitches(facts);
  if (chosen !== undefined) return isDollar(chosen) ? chosen : undefined;
  const others = new Set(places.flatMap(({ currency, isMarked }) => (isMarked && currency ? currency : [])));
  const [other] = others;
  if (others.size === 1 && other !== undefined && isDollar(other)) return other;
  if (others.size > 1) return undefined;
  const locales = [metas.get('og:locale'), metas.get('content-language'), ...regions];
  const text = `${title} ${textOf(root, MAX_TEXT)}`;
  const said = dollarsNamedIn(text);
  if (said.byPrices !== undefined) return said.byPrices;
  const local = locales.map((locale) => currencyOfPlace('', locale).localeCurrency).find((code) => code !== undefined);
  if (local !== undefined) return isDollar(local) ? local : undefined;
  return said.byPlace;
}

/** The currency that a menu of several shows as chosen, and the regions of the page's own address among its translations. */
function readSwitches({ root, url }: PageFacts): { chosen: string | undefined; regions: string[] } {
  let chosen: string | undefined;
  const regions: string[] = [];
  walkElements(root, (element) => {
    const { name, attributes } = element;
    if (name === 'select') {
      const codes = element.children.flatMap((child) => {
        if (typeof child === 'string' || child.name !== 'option') return [];
        const code = codeOf(child.attributes.value) ?? codeOf(textOf(child, 20));
        return code === undefined ? [] : [{ code, isChosen: child.attributes.selected !== undefined }];
      });
      if (codes.length >= 2) chosen ??= codes.find(({ isChosen }) => isChosen)?.code;
    }
    const { hreflang, href } = attributes;
    if (name === 'link' && hreflang && href && isSame(href, url)) regions.push(hreflang);
    return undefined;
  });
  return { chosen, regions: new Set(regions.map((region) => region.slice(-2))).size === 1 ? regions : [] };
}

function codeOf(text: string | undefined): string | undefined {
  const code = /^\s*([A-Z]{3})(?![A-Za-z])/.exec(text ?? '')?.[1];
  return code !== undefined && isCurrencyCode(code) ? code : undefined;
}

function isSame(href: string, url: string): boolean {
  if (!URL.canParse(href, url)) return false;
  const [link, page] = [new URL(href, url), new URL(url)];
  return link.host === page.host && link.pathname.replace(/\/$/, '') === page.pathname.replace(/\/$/, '');
}
