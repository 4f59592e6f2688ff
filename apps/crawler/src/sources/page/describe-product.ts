import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { similarity } from './choose-product.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';
import type { PageProduct } from './page-product.js';

/** The heading that names the product: the one most like the title, else a text that is part of the title, else the first. */
export function findHeading({ headings, mentions, title }: PageFacts): MarkupElement | undefined {
  let best: { heading: MarkupElement; score: number } | undefined;
  for (const heading of headings.slice(0, 30)) {
    const text = textOf(heading, 300);
    if (text.trim() === '') continue;
    const score = similarity(text, title);
    if (!best || score > best.score + 0.05) best = { heading, score };
  }
  if (best && best.score > 0.5) return best.heading;
  // Logos are part of the title too; the product's name is the longer one.
  const [longest] = [...mentions].sort((a, b) => textOf(b, 300).length - textOf(a, 300).length);
  return longest ?? best?.heading;
}

/** What the product is called: by markup, else by its heading; empty without either. */
export function findTitle(products: readonly MarkedProduct[], facts: PageFacts, heading: string): string {
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

/** Picture, description and numbers of a product, cleaned. */
export function describe(
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
export function ownAddress({ canonical, url }: PageFacts): string {
  const link = cleanLink(canonical, url);
  const own = cleanLink(url, url) ?? url;
  if (link === undefined || !URL.canParse(own)) return own;
  return new URL(link).hostname === new URL(own).hostname && new URL(link).pathname !== '/' ? link : own;
}
