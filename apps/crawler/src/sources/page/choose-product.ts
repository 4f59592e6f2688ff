import type { MarkedProduct, PageFacts } from './page-facts.js';

/**
 * Of the products a page marks up, the one it is about, once per kind of markup: the one with the page's address, else
 * the one named like its title or heading, else the first that is for sale. Others are listed beside it.
 */
export function chooseProducts(products: readonly MarkedProduct[], facts: PageFacts, heading: string): MarkedProduct[] {
  const chosen: MarkedProduct[] = [];
  for (const rule of ['json-ld', 'microdata', 'rdfa', 'meta'] as const) {
    const all = products.filter((product) => product.rule === rule);
    const scored = all.map((product, index) => ({
      product,
      score: scoreProduct(product, facts, heading) - index * 0.01,
    }));
    const best = scored.sort((a, b) => b.score - a.score)[0]?.product;
    if (!best) continue;
    // Variants are often products of their own with one name.
    const twins = all.filter((product) => product !== best && product.name !== undefined && product.name === best.name);
    const offers = twins.length === 0 ? best.offers : [...best.offers, ...twins.flatMap((twin) => twin.offers)];
    const isOwn =
      rule === 'meta' ||
      (best.name !== undefined && Math.max(similarity(best.name, facts.title), similarity(best.name, heading)) >= 0.3);
    chosen.push({ ...best, offers, isOwn });
  }
  return chosen;
}

function scoreProduct(product: MarkedProduct, { url, canonical, title }: PageFacts, heading: string): number {
  let score = 0;
  if (product.offers.some((offer) => offer.price !== undefined)) score += 2;
  if (product.name !== undefined)
    score += 1 + 3 * Math.max(similarity(product.name, title), similarity(product.name, heading));
  const own = product.url === undefined ? undefined : pathOf(product.url, url);
  if (
    own !== undefined &&
    own !== '/' &&
    (own === pathOf(url, url) || (canonical !== undefined && own === pathOf(canonical, url)))
  )
    score += 2;
  return score;
}

function pathOf(link: string, base: string): string | undefined {
  try {
    return new URL(link, base).pathname;
  } catch {
    return undefined;
  }
}

/** Share of the shorter text's words that the other has too. */
export function similarity(first: string, second: string): number {
  const words = (text: string) =>
    new Set(
      text
        .slice(0, 500)
        .toLowerCase()
        .match(/[\p{L}\d]+/gu) ?? [],
    );
  const [a, b] = [words(first), words(second)];
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.min(a.size, b.size) - (a.size < 2 || b.size < 2 ? 0.5 : 0);
}
