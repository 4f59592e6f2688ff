import type { Availability } from '@goodshunter/contracts';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { isCurrencyCode, normalizeCurrencyCode } from '../../price/currencies.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { choosePrice } from './choose-price.js';
import { chooseProducts, similarity } from './choose-product.js';
import { collectFacts } from './collect-facts.js';
import { findReplacedValues } from './find-replaced-values.js';
import { findStruckValues, findVisiblePrices } from './find-visible-prices.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';
import { readAvailability } from './read-availability.js';
import { readItemProperties } from './read-item-properties.js';
import { readJsonLd } from './read-json-ld.js';
import { readMetas } from './read-metas.js';
import { readStateValues } from './read-state-values.js';

/** What a product page says. Text is plain, links are absolute http(s). */
export interface PageProduct {
  title: string;
  /** The canonical address where the page names one of its own site, else the page's. */
  url: string;
  imageUrl?: string;
  description?: string;
  /** Absent: the page shows none, or no reading is sure enough. */
  price?: ParsedPrice;
  availability: Availability;
  sku?: string;
  gtin?: string;
  /** Which rules gave the price; `none` without one. */
  priceRule: string;
  /** How sure the price is, 0 to 1; 0 without one. */
  confidence: number;
}

/** `unrecognized`: nothing on the page says that something is for sale; `reason` is a sentence for the task's owner. */
export type PageResult = { status: 'ok'; product: PageProduct } | { status: 'unrecognized'; reason: string };

/**
 * Reads a product page: JSON-LD, microdata, RDFa and meta tags, weighed against the prices that people see. Pure, never
 * throws, linear in the page.
 * @param currencyHint the task's currency, used only where the page names none or an ambiguous sign.
 */
export function parsePage(html: string, url: string, currencyHint?: string): PageResult {
  const facts = collectFacts(html, url);
  const main = findHeading(facts);
  const heading = main ? textOf(main, 500) : '';
  const meta = readMetas(facts);
  const products = chooseProducts(
    [...readJsonLd(facts.jsonLd), ...readItemProperties(facts), ...(meta ? [meta] : [])],
    facts,
    heading,
  );
  const named = products
    .flatMap(({ offers }) => offers)
    .map(({ currency }) => (currency === undefined ? null : normalizeCurrencyCode(currency)))
    .find((code) => code !== null && code !== undefined && isCurrencyCode(code));
  const expected = named ?? currencyHint;
  const hints = { ...currencyOfPlace(url, facts.language), ...(expected ? { currencyHint: expected } : {}) };
  const cartOrders = facts.cartButtons.map(({ order }) => order);
  const { prices: visible, savings } = findVisiblePrices(facts, hints, {
    headingOrder: main?.order,
    cartOrders,
  });
  const replaced = findReplacedValues(visible, savings, findStruckValues(facts, hints), facts);
  const chosen = choosePrice({
    products,
    visible,
    replaced,
    readState: () => readStateValues(facts.scripts),
    hints,
  });
  const title = findTitle(products, facts, heading);
  if (title === '') return { status: 'unrecognized', reason: 'The page has no title and no product.' };
  if (!chosen && !isAboutProduct(products, facts, visible.length))
    return { status: 'unrecognized', reason: 'Nothing on the page says that something is for sale.' };
  return {
    status: 'ok',
    product: {
      title,
      url: ownAddress(facts),
      ...describe(products, facts),
      ...(chosen ? { price: chosen.price } : {}),
      availability: readAvailability(products, facts, main),
      priceRule: chosen?.rule ?? 'none',
      confidence: chosen?.confidence ?? 0,
    },
  };
}

/** The heading that names the product: the one most like the title, else a text that is part of the title, else the first. */
function findHeading({ headings, mentions, title }: PageFacts): MarkupElement | undefined {
  let best: { heading: MarkupElement; score: number } | undefined;
  for (const heading of headings.slice(0, 30)) {
    const score = similarity(textOf(heading, 300), title);
    if (!best || score > best.score + 0.05) best = { heading, score };
  }
  if (best && best.score > 0.5) return best.heading;
  // Logos are part of the title too; the product's name is the longer one.
  const [longest] = [...mentions].sort((a, b) => textOf(b, 300).length - textOf(a, 300).length);
  return longest ?? best?.heading;
}

function isAboutProduct(products: readonly MarkedProduct[], facts: PageFacts, visiblePrices: number): boolean {
  const isProductType = /product|og:product/i.test(facts.metas.get('og:type') ?? '');
  return (
    products.some((product) => product.name !== undefined || product.offers.length > 0) ||
    isProductType ||
    facts.cartButtons.length > 0 ||
    visiblePrices > 0
  );
}

function findTitle(products: readonly MarkedProduct[], facts: PageFacts, heading: string): string {
  const candidates = [
    ...products.filter(({ rule }) => rule !== 'meta').map(({ name }) => name),
    heading,
    facts.metas.get('og:title'),
    facts.title,
  ];
  for (const candidate of candidates) {
    const clean = candidate === undefined ? '' : cleanText(readHtmlFragment(candidate, 2000).text, 500);
    if (clean.length > 1) return clean;
  }
  return '';
}

function describe(
  products: readonly MarkedProduct[],
  facts: PageFacts,
): Pick<PageProduct, 'imageUrl' | 'description' | 'sku' | 'gtin'> {
  const first = (pick: (product: MarkedProduct) => string | undefined) =>
    products.map(pick).find((value) => value !== undefined && value.trim() !== '');
  const rawDescription =
    first(({ description }) => description) ?? facts.metas.get('og:description') ?? facts.metas.get('description');
  const description =
    rawDescription === undefined ? '' : cleanText(readHtmlFragment(rawDescription, 20_000).text, 5000);
  const imageUrl = [
    ...products.map(({ image }) => image),
    facts.metas.get('og:image'),
    facts.metas.get('twitter:image'),
  ]
    .map((image) => cleanLink(image, facts.url))
    .find((link) => link !== undefined);
  const sku = cleanText(
    first((product) => product.sku) ?? first(({ offers }) => offers.find((offer) => offer.sku)?.sku) ?? '',
    100,
  );
  const gtin = (first((product) => product.gtin) ?? '').replace(/[\s-]/g, '');
  return {
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    ...(sku ? { sku } : {}),
    ...(/^\d{8}$|^\d{12,14}$/.test(gtin) ? { gtin } : {}),
  };
}

/** A canonical address of another site would let a page stand in for someone else's product. */
function ownAddress({ canonical, url }: PageFacts): string {
  const link = cleanLink(canonical, url);
  const own = cleanLink(url, url) ?? url;
  if (link === undefined || !URL.canParse(own)) return own;
  return new URL(link).hostname === new URL(own).hostname && new URL(link).pathname !== '/' ? link : own;
}
