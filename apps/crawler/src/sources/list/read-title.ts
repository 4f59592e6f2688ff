import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';
import type { ListDocument, ListLink } from './document-facts.js';
import { FLAG } from './element-flags.js';
import type { ScanText } from './scan-text.js';
import { MOST_BY_SLUG, type Slug, slugBonus, slugWords } from './slug-words.js';
import { linesOf, titleText, withoutPrice } from './title-text.js';
import { wholeTitle } from './whole-title.js';

const NAMED =
  /(?:^|[\s_-])(?:title|tit|name|heading|headline|subject)(?=$|[\s_-])|(?:title|name|heading|headline)(?:$|__(?=[a-z_-]{0,9}\d)\w{5,12}(?=$|\s))/i;
const NOT_NAMED = /brand|vendor|seller|store|user|author|price|nickname|shop-?name|file-?name|sub-?title|company/i;
const NO_TITLE =
  /^(?:view|details?|more|more info|read more|learn more|shop now|buy now|buy|add to (?:cart|basket|bag)|quick ?view|see (?:details|more|all)|new|sale|sold(?: out)?|mehr|details ansehen|zum (?:produkt|artikel|angebot)|in den warenkorb|voir|en savoir plus|ver|ver más|leggi|次へ|詳細|売り切れ|查看|more options)$/i;
const MAX_TITLE = 500;

/** What of a card may be its title, in order. */
interface TitleParts {
  headings: MarkupElement[];
  named: MarkupElement[];
  marked: MarkupElement[];
  /** What its first picture is called. */
  alt: string;
}

/**
 * Reads the title of what stands from one element up to another: heading, name by markup or class, the text of its link, what its picture
 * is called. Plain text; '' where there is none. Made once per page: equal class names are judged once.
 * @param links those of the card; `link` is the one to its thing
 */
export function createTitleReader(
  document: ListDocument,
  scan: ScanText,
): (from: number, to: number, link: ListLink | undefined, links: readonly ListLink[]) => string {
  const { nodes, ends, flags } = document;
  const namings = new Map<string, boolean>();
  const isNaming = (className: string): boolean => {
    let isKnown = namings.get(className);
    if (isKnown === undefined) {
      isKnown = NAMED.test(className) && !NOT_NAMED.test(className);
      namings.set(className, isKnown);
    }
    return isKnown;
  };
  const isWithin = ({ order }: MarkupElement, around: MarkupElement): boolean =>
    order >= around.order && order < (ends[around.order] ?? 0);

  return (from, to, link, links) => {
    const parts = collect(from, to);
    const own = link ? links.filter(({ address }) => address === link.address) : [];
    const said = own.flatMap(({ element: { attributes } }) => [attributes.title, attributes['aria-label']]);
    return wholeTitle(choose(parts, own, from, to, link, links), [...said, parts.alt]);
  };

  function choose(
    { headings, named, marked, alt }: TitleParts,
    own: readonly ListLink[],
    from: number,
    to: number,
    link: ListLink | undefined,
    links: readonly ListLink[],
  ): string {
    const holdsLink = (element: MarkupElement) =>
      own.some((one) => isWithin(one.element, element) || isWithin(element, one.element));
    const slug = slugWords(link?.href);
    const best = createBest(slug, scan);
    const texts = new Map<MarkupElement, string>();
    // "WTS" leads to all that is for sale: the name is the link's beside it.
    const ownPartOf = (element: MarkupElement): MarkupElement => {
      const holds = (one: ListLink) => one.element !== element && isWithin(one.element, element);
      const inner = own.find(holds);
      return inner && links.some((one) => one.address !== inner.address && holds(one)) ? inner.element : element;
    };
    const textOfName = (element: MarkupElement): string => {
      const known = texts.get(element) ?? titleText(ownPartOf(element), 300, scan);
      texts.set(element, known);
      return known;
    };
    const linkedHeadings = headings.filter(holdsLink);
    const [heading] = linkedHeadings;
    // "Nate", "Bold Huggie Hoops": headings side by side are one name.
    const beside = linkedHeadings.filter(({ parent }) => parent === heading?.parent);
    const joined = beside.length < 2 ? [] : [...new Set(beside.map(textOfName))];
    if (joined.length > 1) best.offer(joined.join(' '), 5.1);
    for (const element of linkedHeadings.slice(0, 5)) best.offer(textOfName(element), 5);
    if (best.isAbove(5)) return best.text();
    for (const element of marked.slice(0, 5)) {
      const isBrand = /brand|seller|author/i.test(element.parent?.attributes.itemprop ?? '');
      if (!isBrand) best.offer(textOfName(element), holdsLink(element) ? 5 : 3.5);
    }
    if (best.isAbove(4.6)) return best.text();
    for (const element of named.slice(0, 5)) best.offer(textOfName(element), holdsLink(element) ? 4.6 : 3);
    // What comes later is worth less: often there is no need to look at it.
    if (best.isAbove(4.3)) return best.text();
    // A heading with another link in it is the maker's, or the firm's.
    const isOthers = (element: MarkupElement) =>
      links.some((one) => one.address !== link?.address && isWithin(one.element, element));
    for (const element of headings.slice(0, 5)) best.offer(textOfName(element), isOthers(element) ? 2.9 : 4.3);
    if (best.isAbove(4.2)) return best.text();
    for (const { element } of own) {
      const lines = linesOf(document, element);
      const isCard = lines.length > 3 || (lines.length > 0 && hasPrice(textOf(element, 300), scan));
      const text = isCard ? '' : titleText(element, 2000, scan);
      // A number that leads to it is its reference, where there are words beside.
      const worth = /\p{L}/u.test(text) ? 3.9 + Math.min(0.3, text.length / 200) : 1.3;
      if (text.length <= 200) best.offer(text, worth);
      // A link around a whole card: its first longer line.
      for (const line of lines) best.offer(line, 3 + Math.min(0.6, line.length / 60));
      for (const name of [element.attributes.title, element.attributes['aria-label']])
        if (name) best.offer(beforePrice(name, scan), hasPrice(name, scan) ? 2.2 : 2.8);
    }
    if (best.isAbove(1.8)) return best.text();
    if (alt !== '') best.offer(beforePrice(alt, scan), hasPrice(alt, scan) ? 1.4 : 1.8);
    for (let order = from; order < to; order = ends[order] ?? to) {
      const root = nodes[order];
      if (root) best.offer(firstLine(document, root, scan), 1.5);
    }
    return best.text();
  }

  function collect(from: number, to: number): TitleParts {
    const parts: TitleParts = { headings: [], named: [], marked: [], alt: '' };
    for (let order = from; order < to; order++) {
      const element = nodes[order];
      if (!element) break;
      const own = flags[order] ?? 0;
      if ((own & FLAG.code) !== 0) {
        order = (ends[order] ?? order + 1) - 1;
        continue;
      }
      const { name, attributes } = element;
      if ((own & FLAG.heading) !== 0 || attributes.role === 'heading') parts.headings.push(element);
      else if (attributes.itemprop === 'name') parts.marked.push(element);
      else if (attributes.class !== undefined && isNaming(attributes.class)) parts.named.push(element);
      else if (name === 'img' && parts.alt === '' && (attributes.alt?.trim().length ?? 0) > 3)
        parts.alt = attributes.alt ?? '';
    }
    return parts;
  }
}

/** The best of what is offered as a title. Of equal worth the first wins. */
function createBest(slug: Slug, scan: ScanText) {
  const mostBySlug = slug.words.size < 2 ? 0 : MOST_BY_SLUG;
  let best = '';
  let bestScore = Number.NEGATIVE_INFINITY;
  let offered = 0;
  return {
    offer(written: string, worth: number): void {
      const text = cleanText(written, MAX_TITLE);
      if (!isTitle(text, scan)) return;
      const least = worth - offered++ * 0.01;
      if (least + mostBySlug <= bestScore) return;
      const score = least + slugBonus(text, slug);
      if (score <= bestScore) return;
      best = text;
      bestScore = score;
    },
    /** Nothing of less worth than this can be better any more. */
    isAbove: (worth: number): boolean => bestScore >= worth + mostBySlug,
    text: (): string => best,
  };
}

const hasPrice = (text: string, scan: ScanText): boolean => scan(text).length > 0;

function beforePrice(text: string, scan: ScanText): string {
  const clean = cleanText(text, MAX_TITLE);
  const price = scan(clean).find(({ start }) => start > 8);
  return price ? clean.slice(0, price.start).replace(/[\s\-–—|:,]+$/, '') : clean;
}

/** The first piece of text that may be a name, what it costs behind a comma or a dash cut off. */
function firstLine(document: ListDocument, root: MarkupElement, scan: ScanText): string {
  const line = linesOf(document, root).find((one) => one.length > 3 && isTitle(one, scan)) ?? '';
  return withoutPrice(line, scan);
}

function isTitle(text: string, scan: ScanText): boolean {
  if (text.length < 2 || NO_TITLE.test(text) || !/[\p{L}\p{N}]/u.test(text)) return false;
  // "$19.99" is what it costs.
  if (text.length > 24 || !/\d/.test(text)) return true;
  const [price] = scan(text);
  return !price || text.length - (price.end - price.start) > 4;
}
