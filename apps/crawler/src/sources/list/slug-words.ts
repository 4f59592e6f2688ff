const MAX_WORDS = 60;
/** What a title that is wholly in its address gains by it. */
export const MOST_BY_SLUG = 2.2;

/** Words that an address is made of. */
export interface Slug {
  words: ReadonlySet<string>;
  /** Those of its last part that says something: before it stand shops and aisles. */
  last: ReadonlySet<string>;
}

/** Words of an address: most shops write the name into it. */
export function slugWords(href: string | undefined): Slug {
  if (href === undefined) return { words: new Set(), last: new Set() };
  const start = href.indexOf('/', href.indexOf('//') + 2);
  const end = start < 0 ? -1 : href.slice(start).search(/[?#]/);
  let path = start < 0 ? '' : href.slice(start, end < 0 ? undefined : start + end);
  if (path.includes('%')) {
    try {
      path = decodeURIComponent(path);
    } catch {
      // As it stands, then.
    }
  }
  const words = new Set(wordsOf(path));
  const named = path.split('/').findLast((part) => wordsOf(part).filter((word) => /\p{L}/u.test(word)).length > 1);
  return { words, last: named === undefined ? words : new Set(wordsOf(named)) };
}

/** How much a text gains by what it has in common with an address. */
export function slugBonus(text: string, slug: Slug): number {
  if (slug.words.size < 2) return 0;
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  let known = 0;
  for (const word of words) if (slug.words.has(word)) known++;
  if (!words.some((word) => slug.last.has(word))) return 0;
  return 1.6 * (known / words.length) + Math.min(0.6, known * 0.12);
}

function wordsOf(text: string): string[] {
  const words = ASCII.test(text)
    ? text.toLowerCase().split(/[^a-z0-9]+/)
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replaceAll('ı', 'i')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length > 1).slice(0, MAX_WORDS);
}

const ASCII = /^[ -~\s]*$/;
