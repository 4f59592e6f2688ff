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
    const isOwn = rule === 'meta' || isOwnProduct(best, facts, heading, countPriced(all) > 1);
    chosen.push({ ...best, offers, isOwn });
  }
  return chosen;
}

/** How many products of different names the markup gives a price. */
export function countPriced(products: readonly MarkedProduct[]): number {
  const names = new Set<string>();
  for (const { rule, name, offers } of products)
    if (rule !== 'meta' && name !== undefined && offers.some(({ price }) => price !== undefined)) names.add(name);
  return names.size;
}

/** By address, sku and name together; where the page marks up several, a word in common is not enough. */
function isOwnProduct(product: MarkedProduct, facts: PageFacts, heading: string, isOneOfMany: boolean): boolean {
  if (isOwnAddress(product.url, facts)) return true;
  const { name, sku } = product;
  if (sku !== undefined && sku.length >= 5 && facts.url.toLowerCase().includes(sku.toLowerCase())) return true;
  if (name === undefined) return false;
  // "Navi 600" is not the "Navi 500" of the page, however alike they are.
  if (differByNumber(name, `${heading} ${facts.title}`)) return false;
  if (!isOneOfMany) return Math.max(similarity(name, facts.title), similarity(name, heading)) >= 0.3;
  return Math.max(coverage(name, facts.title), coverage(name, heading)) >= 0.6;
}

/** Whether both have numbers, and none in common. */
function differByNumber(name: string, other: string): boolean {
  const [own, theirs] = [numbersIn(name), numbersIn(other)];
  return own.length > 0 && theirs.length > 0 && !own.some((number) => theirs.includes(number));
}

function numbersIn(text: string): string[] {
  return text.slice(0, 500).match(/\d+/g) ?? [];
}

function scoreProduct(product: MarkedProduct, facts: PageFacts, heading: string): number {
  let score = 0;
  if (product.offers.some((offer) => offer.price !== undefined)) score += 2;
  if (product.name !== undefined)
    score += 1 + 3 * Math.max(similarity(product.name, facts.title), similarity(product.name, heading));
  return score + (isOwnAddress(product.url, facts) ? 2 : 0);
}

/** Whether a product's address is the page's. An anchor or the home page says nothing. */
function isOwnAddress(link: string | undefined, { url, canonical }: PageFacts): boolean {
  const own = link === undefined ? undefined : pathOf(link, url);
  if (own === undefined || own === '/') return false;
  return own === pathOf(url, url) || (canonical !== undefined && own === pathOf(canonical, url));
}

function pathOf(link: string, base: string): string | undefined {
  try {
    return new URL(link, base).pathname;
  } catch {
    return undefined;
  }
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Words in lower case; scripts that write no spaces by pairs of characters. */
export function wordsIn(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of text
    .slice(0, 500)
    .toLowerCase()
    .match(/[\p{L}\p{M}\d]+/gu) ?? []) {
    if (!UNSPACED.test(word) || word.length < 3) words.add(word);
    else for (let index = 0; index + 2 <= word.length; index++) words.add(word.slice(index, index + 2));
  }
  return words;
}

function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared;
}

/** Share of the shorter text's words that the other has too. */
export function similarity(first: string, second: string): number {
  const [a, b] = [wordsIn(first), wordsIn(second)];
  if (a.size === 0 || b.size === 0) return 0;
  return countShared(a, b) / Math.min(a.size, b.size) - (a.size < 2 || b.size < 2 ? 0.5 : 0);
}

/** Share of words that are among others. */
export function coverageOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return words.size === 0 ? 0 : countShared(words, others) / words.size;
}

/** Share of a name's words that a text has. */
export function coverage(name: string, text: string): number {
  return coverageOf(wordsIn(name), wordsIn(text));
}
