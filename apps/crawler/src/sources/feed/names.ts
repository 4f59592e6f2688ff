import type { MarkupElement } from '../../markup/element.js';

/** Which vocabulary an element belongs to, whatever prefix the feed gave it. */
export type Vocabulary = 'plain' | 'atom' | 'dc' | 'media' | 'google' | 'content' | 'itunes' | 'shop' | 'rdf' | 'other';

const CONVENTIONAL: Readonly<Record<string, Vocabulary>> = {
  '': 'plain',
  rss: 'plain',
  atom: 'atom',
  atom10: 'atom',
  a10: 'atom',
  dc: 'dc',
  dcterms: 'dc',
  media: 'media',
  g: 'google',
  c: 'google',
  content: 'content',
  itunes: 'itunes',
  s: 'shop',
  rdf: 'rdf',
};

const NAMESPACES: ReadonlyArray<readonly [RegExp, Vocabulary]> = [
  [/w3\.org\/2005\/atom|purl\.org\/atom/, 'atom'],
  [/purl\.org\/dc\//, 'dc'],
  [/search\.yahoo\.com\/mrss/, 'media'],
  [/base\.google\.com/, 'google'],
  [/purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/itunes\.com\/dtds/, 'itunes'],
  [/jadedpixel\.com|shopify/, 'shop'],
  [/1999\/02\/22-rdf-syntax-ns/, 'rdf'],
  [/purl\.org\/rss\/1\.0\/$|my\.netscape\.com|backend\.userland|channel\.netscape/, 'plain'],
];

/** Tells an element's vocabulary and local name. */
export type NameReader = (element: MarkupElement) => { vocabulary: Vocabulary; local: string };

/** Prefixes as the feed's elements declare them, wherever they do; undeclared ones by convention. */
export function createNameReader(declarations: Iterable<Record<string, string>>): NameReader {
  const byPrefix = new Map<string, Vocabulary>(Object.entries(CONVENTIONAL));
  for (const attributes of declarations) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!name.startsWith('xmlns:') || byPrefix.size > 200) continue;
      const known = NAMESPACES.find(([pattern]) => pattern.test(value.toLowerCase()));
      byPrefix.set(name.slice(6).toLowerCase(), known?.[1] ?? 'other');
    }
  }
  return ({ name }) => {
    const colon = name.indexOf(':');
    if (colon < 0) return { vocabulary: 'plain', local: name.toLowerCase() };
    return {
      vocabulary: byPrefix.get(name.slice(0, colon).toLowerCase()) ?? 'other',
      local: name.slice(colon + 1).toLowerCase(),
    };
  };
}
