import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';
import type { ListDocument } from './document-facts.js';
import type { ScanText } from './scan-text.js';

/** Text of an element with a space between any two elements, prices at its end cut off. */
export function titleText(element: MarkupElement, maxLength: number, scan: ScanText): string {
  return withoutPrice(cleanText(spacedText(element, maxLength * 2), maxLength).replace(HOST, ''), scan);
}

/** A text without the price at its end. */
export function withoutPrice(text: string, scan: ScanText): string {
  const price = scan(text).find(({ start }) => start > 3);
  if (!price) return text;
  // Only what ends the text: "Voucher 50 € for two" is a name.
  if (text.length - price.end > 25) return text;
  const name = text.slice(0, price.start).replace(/[\s\-–—|:,]+$/, '');
  return name.replace(PRICE_WORDS, '');
}
/** What stands before a price for those who listen. */
const PRICE_WORDS =
  / (?:(?:regular|sale|current|normal|aktueller|standard)[ -]?)?(?:price|preis|prix|precio|prezzo|preço|prijs|pris|cena|цена|価格):?$/iu;

function spacedText(element: MarkupElement, maxLength: number): string {
  // Siblings without a space between them: "Brand" "Name" of two spans are two words.
  let text = '';
  let isAfterElement = false;
  let holdsButton = false;
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
    else if (child.name === 'button') holdsButton = true;
    else if (!SKIPPED.has(child.name) && !isHidden(child)) {
      if (!/\s$/.test(text) && !JOINED.has(child.name)) text += ' ';
      stack.push({ of: child, index: 0 });
    }
  }
  return text.trim() === '' && !holdsButton ? textOf(element, maxLength) : text;
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
export function linesOf({ nodes, ends }: ListDocument, { order: from }: MarkupElement): string[] {
  const lines: string[] = [];
  const to = ends[from] ?? from + 1;
  let visited = 0;
  for (let order = from; order < to; order++) {
    const element = nodes[order];
    if (!element || lines.length >= MAX_LINES || ++visited > MAX_VISITED) break;
    // A card may be a button as a whole.
    if ((order !== from && SKIPPED.has(element.name)) || isHidden(element)) {
      order = (ends[order] ?? order + 1) - 1;
      continue;
    }
    for (const child of element.children) {
      if (typeof child !== 'string' || child.length < 2) continue;
      const text = cleanText(child, 200);
      if (text.length > 1 && /\p{L}/u.test(text)) lines.push(text);
    }
  }
  return lines;
}
const MAX_LINES = 8;
const MAX_VISITED = 400;
