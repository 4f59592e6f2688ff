import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';
import type { ListLink } from './list-document.js';
import type { ScanText } from './scan-text.js';

const HEADING = /^h[1-6]$/;
const NAMED = /(?:^|[\s_-])(?:title|tit|name|heading|headline|subject)(?=$|[\s_-])|(?:title|name|heading|headline)$/i;
const NOT_NAMED = /brand|vendor|seller|store|user|author|price|nickname|shop-?name|file-?name|sub-?title|company/i;
const NO_TITLE =
  /^(?:view|details?|more|more info|read more|learn more|shop now|buy now|buy|add to (?:cart|basket|bag)|quick ?view|see (?:details|more|all)|new|sale|mehr|details ansehen|zum (?:produkt|artikel|angebot)|in den warenkorb|voir|en savoir plus|ver|ver más|leggi|次へ|詳細|查看|more options)$/i;
const MAX_TITLE = 500;

/** Title of a card: heading, name by markup or class, the text of its link, what its picture is called. Plain text. */
export function readTitle(
  roots: readonly MarkupElement[],
  link: ListLink | undefined,
  links: readonly ListLink[],
  scan: ScanText,
): string {
  const own = link ? links.filter(({ address }) => address === link.address) : [];
  const headings: MarkupElement[] = [];
  const named: MarkupElement[] = [];
  const marked: MarkupElement[] = [];
  let alt = '';
  for (const root of roots) {
    walkElements(root, (element) => {
      const { name, attributes } = element;
      if (name === 'script' || name === 'style' || name === 'noscript' || name === 'template' || name === 'svg')
        return false;
      if (HEADING.test(name) || attributes.role === 'heading') headings.push(element);
      else if (attributes.itemprop === 'name') marked.push(element);
      else if (attributes.class !== undefined && NAMED.test(attributes.class) && !NOT_NAMED.test(attributes.class))
        named.push(element);
      else if (name === 'img' && alt === '' && (attributes.alt?.trim().length ?? 0) > 3) alt = attributes.alt ?? '';
      return undefined;
    });
  }
  const holdsLink = (element: MarkupElement) =>
    own.some((one) => isWithin(one.element, element) || isWithin(element, one.element));
  const candidates: Candidate[] = [];
  const offer = (written: string, worth: number) => {
    const text = cleanText(written, MAX_TITLE);
    if (isTitle(text, scan)) candidates.push({ text, worth: worth - candidates.length * 0.01 });
  };
  const linkedHeadings = headings.filter(holdsLink);
  const [heading] = linkedHeadings;
  // "Nate", "Bold Huggie Hoops": headings side by side are one name.
  const beside = linkedHeadings.filter(({ parent }) => parent === heading?.parent);
  const texts = [...new Set(beside.map((element) => titleText(element, 300, scan)))];
  if (texts.length > 1) offer(texts.join(' '), 5.1);
  for (const element of linkedHeadings.slice(0, 5)) offer(titleText(element, 300, scan), 5);
  for (const element of marked.slice(0, 5)) {
    const isBrand = /brand|seller|author/i.test(element.parent?.attributes.itemprop ?? '');
    if (!isBrand) offer(titleText(element, 300, scan), holdsLink(element) ? 5 : 3.5);
  }
  for (const element of named.slice(0, 5)) offer(titleText(element, 300, scan), holdsLink(element) ? 4.6 : 3);
  const slug = slugWords(link?.href);
  // What comes later is worth less: often there is no need to look at it.
  const first = bestOf(candidates, slug);
  if (first && first.score >= LATER_WORTH + (slug.size < 2 ? 0 : MOST_SLUG)) return first.text;
  // A heading with another link in it is the maker's, or the firm's.
  const isOthers = (element: MarkupElement) =>
    links.some((one) => one.address !== link?.address && isWithin(one.element, element));
  for (const element of headings.slice(0, 5)) offer(titleText(element, 300, scan), isOthers(element) ? 2.9 : 4.3);
  for (const { element } of own) {
    const lines = linesOf(element);
    const isCard = lines.length > 3 || (lines.length > 0 && hasPrice(textOf(element, 300), scan));
    const text = isCard ? '' : titleText(element, 2000, scan);
    if (text.length <= 200) offer(text, 3.9 + Math.min(0.3, text.length / 200));
    // A link around a whole card: its first longer line.
    for (const line of lines) offer(line, 3 + Math.min(0.6, line.length / 60));
    for (const name of [element.attributes.title, element.attributes['aria-label']])
      if (name) offer(beforePrice(name, scan), hasPrice(name, scan) ? 2.2 : 2.8);
  }
  offer(beforePrice(alt, scan), hasPrice(alt, scan) ? 1.4 : 1.8);
  for (const root of roots) offer(firstLine(root, scan), 1.5);
  return bestOf(candidates, slug)?.text ?? '';
}

interface Candidate {
  text: string;
  worth: number;
}

/** The most that a later candidate is worth, and what its likeness to the address adds at most. */
const LATER_WORTH = 4.3;
const MOST_SLUG = 2.2;

function bestOf(
  candidates: readonly Candidate[],
  slug: ReadonlySet<string>,
): { text: string; score: number } | undefined {
  let best: { text: string; score: number } | undefined;
  for (const { text, worth } of candidates) {
    const score = worth + slugBonus(text, slug);
    if (!best || score > best.score) best = { text, score };
  }
  return best;
}

const hasPrice = (text: string, scan: ScanText): boolean => scan(text).length > 0;

function beforePrice(text: string, scan: ScanText): string {
  const clean = cleanText(text, MAX_TITLE);
  const price = scan(clean).find(({ start }) => start > 8);
  return price ? clean.slice(0, price.start).replace(/[\s\-–—|:,]+$/, '') : clean;
}

/** Words that an address is made of: most shops write the name into it. */
function slugWords(href: string | undefined): ReadonlySet<string> {
  if (href === undefined) return new Set();
  let path = new URL(href).pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // As it stands, then.
  }
  return new Set(wordsOf(path));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 60);

function slugBonus(text: string, slug: ReadonlySet<string>): number {
  const words = wordsOf(text);
  if (words.length === 0 || slug.size < 2) return 0;
  const known = words.filter((word) => slug.has(word)).length;
  return 1.6 * (known / words.length) + Math.min(0.6, known * 0.12);
}

function isWithin(element: MarkupElement, around: MarkupElement): boolean {
  for (let current: MarkupElement | null = element; current; current = current.parent) {
    if (current === around) return true;
    if (current.depth <= around.depth) return false;
  }
  return false;
}

function isTitle(text: string, scan: ScanText): boolean {
  if (text.length < 2 || NO_TITLE.test(text) || !/[\p{L}\p{N}]/u.test(text)) return false;
  // "$19.99" is what it costs.
  if (text.length > 24 || !/\d/.test(text)) return true;
  const [price] = scan(text);
  return !price || text.length - (price.end - price.start) > 4;
}

/** Text of an element with a space between any two elements, prices at its end cut off. */
function titleText(element: MarkupElement, maxLength: number, scan: ScanText): string {
  const text = cleanText(spacedText(element, maxLength * 2), maxLength).replace(HOST, '');
  const price = scan(text).find(({ start }) => start > 3);
  if (!price) return text;
  // Only what ends the text: "Voucher 50 € for two" is a name.
  return text.length - price.end <= 25 ? text.slice(0, price.start).replace(/[\s\-–—|:,]+$/, '') : text;
}

function spacedText(element: MarkupElement, maxLength: number): string {
  const plain = textOf(element, maxLength);
  // Siblings without a space between them: "Brand" "Name" of two spans are two words.
  let text = '';
  let isAfterElement = false;
  const stack: { of: MarkupElement; index: number }[] = [{ of: element, index: 0 }];
  while (stack.length > 0 && text.length < maxLength) {
    const top = stack[stack.length - 1];
    const child = top?.of.children[top.index++];
    if (child === undefined) {
      const ended = stack.pop();
      if (ended && !JOINED.has(ended.of.name)) isAfterElement = true;
      continue;
    }
    if (typeof child === 'string') {
      // "Brand" of a span, then a name without a space.
      const isApart = isAfterElement && /[^\s(]$/.test(text) && /^[\p{L}\p{N}]/u.test(child);
      text += isApart ? ` ${child}` : child;
      isAfterElement = false;
    } else if (isBadge(child)) isAfterElement = true;
    else if (!SKIPPED.has(child.name) && !isHidden(child)) {
      if (!/\s$/.test(text) && !JOINED.has(child.name)) text += ' ';
      stack.push({ of: child, index: 0 });
    }
  }
  return text.trim() === '' ? plain : text;
}

/** "New listing", within a name. */
function isBadge({ children: [only, ...others] }: MarkupElement): boolean {
  return typeof only === 'string' && others.length === 0 && only.length < 24 && BADGE.test(only.trim());
}
const BADGE =
  /^(?:new(?: listing)?|sponsored|featured|neu(?:es angebot)?|anzeige|top|nouveau|nouvelle annonce|nuevo|nuovo|nieuw)$/i;
/** "(site.example)" behind a link's words. */
const HOST = / ?\( ?[\w-]+(?:\.[\w-]+)+ ?\)$/;
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'select', 'button', 'del', 's', 'strike']);
/** Elements within words. */
const JOINED = new Set(['b', 'em', 'i', 'mark', 'strong', 'wbr', 'sup', 'sub', 'font', 'u']);

function isHidden({ attributes }: MarkupElement): boolean {
  return (
    attributes.hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    (attributes.style !== undefined && /display\s*:\s*none/i.test(attributes.style)) ||
    (attributes.class !== undefined &&
      /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?)(?=\s|$)/i.test(attributes.class))
  );
}

/** Pieces of text of an element, in order: those of different elements apart. */
function linesOf(root: MarkupElement): string[] {
  const lines: string[] = [];
  let visited = 0;
  walkElements(root, (element) => {
    // A card may be a button as a whole.
    const isSkipped = element !== root && SKIPPED.has(element.name);
    if (lines.length >= 8 || ++visited > 400 || isSkipped || isHidden(element)) return false;
    for (const child of element.children) {
      if (typeof child !== 'string' || child.length < 2) continue;
      const text = cleanText(child, 200);
      if (text.length > 1 && /\p{L}/u.test(text)) lines.push(text);
    }
    return undefined;
  });
  return lines;
}

/** The first piece of text that may be a name. */
function firstLine(root: MarkupElement, scan: ScanText): string {
  return linesOf(root).find((line) => line.length > 3 && isTitle(line, scan)) ?? '';
}
