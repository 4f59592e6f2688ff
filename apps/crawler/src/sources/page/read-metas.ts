import type { MarkedProduct, PageFacts } from './page-facts.js';
import { withoutUndefined } from './read-json-ld.js';

/** What Open Graph, Facebook's product tags and Twitter cards say of a product's price; null when nothing. */
export function readMetas({ metas }: PageFacts): MarkedProduct | null {
  const first = (...names: string[]) => names.map((name) => metas.get(name)?.trim()).find((value) => value);
  const sale = first('product:sale_price:amount');
  const price =
    sale ??
    first('product:price:amount', 'og:price:amount', 'product:price', 'og:price', 'twitter:price') ??
    twitterPrice(metas);
  const availability = first('product:availability', 'og:availability', 'availability');
  if (price === undefined && availability === undefined) return null;
  const currency = first(
    sale ? 'product:sale_price:currency' : 'product:price:currency',
    'product:price:currency',
    'og:price:currency',
    'og:currency',
    'product:currency',
  );
  return withoutUndefined({
    rule: 'meta' as const,
    name: first('og:title', 'twitter:title'),
    image: first('og:image:secure_url', 'og:image', 'twitter:image'),
    description: first('og:description', 'description', 'twitter:description'),
    sku: first('product:retailer_item_id', 'product:sku'),
    gtin: first('product:ean', 'product:gtin', 'product:isbn'),
    offers: [withoutUndefined({ price, currency, availability })],
  });
}

function twitterPrice(metas: Map<string, string>): string | undefined {
  for (const slot of ['1', '2']) {
    if (/^(?:price|preis|prix|precio|prezzo|prijs|pris|cena)$/i.test(metas.get(`twitter:label${slot}`)?.trim() ?? ''))
      return metas.get(`twitter:data${slot}`)?.trim();
  }
  return undefined;
}
