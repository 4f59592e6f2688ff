import type { MarkupElement } from '../markup/element.js';

const SKIPPED = new Set(['del', 's', 'strike', 'script', 'style', 'noscript', 'template', 'select', 'svg']);
const BLOCKS = new Set(
  'a article br button dd div dl dt h1 h2 h3 h4 h5 h6 img li p section table td th tr ul'.split(' '),
);
const SMALL = new Set(['sup', 'sub', 'small']);
const CENTS = /cent|decimal|fraction|minor|penn|pence|sup\b/i;
/** Raised or set small by style alone. */
const RAISED =
  /vertical-align\s*:\s*(?:super|top|text-top|[1-9])|font-size\s*:\s*(?:smaller|x+-small|0?\.\d|[1-7]\d(?:\.\d+)?\s*%)|(?:^|[;\s])(?:top\s*:\s*-|bottom\s*:\s*[1-9.])/i;

/**
 * The text of an element as a price reads: struck-through parts left out, and small raised cents
 * (`<b>19</b><sup>99</sup>`) joined to their whole number. Empty when there is more than `maxLength` of it; null where two digits
 * behind a whole number do not say what they are (`<b>19</b><b>99</b>`).
 */
export function priceTextOf(element: MarkupElement, maxLength: number): string | null {
  let text = '';
  let visited = 0;
  const stack: { element: MarkupElement; index: number }[] = [{ element, index: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.element.children[top.index++];
    if (child === undefined) {
      stack.pop();
      continue;
    }
    if (++visited > 200 || text.length > maxLength) return '';
    if (typeof child === 'string') {
      if (looksLikeCents(child, text)) {
        // Cents by their look alone, or another number: no reading is better than one that is wrong by them.
        if (!isCentsElement(top.element) && !/\d[.,]\s*$/.test(text) && !/^\s*[.,]/.test(child)) return null;
        text = text.trimEnd();
        text += joinCents(child, text);
      } else {
        // "$200" beside "2 bids": digits of two elements are two numbers.
        if (/\d$/.test(text) && /^\d/.test(child)) text += '  ';
        // "150 lei" beside "Negotiable": so are words.
        else if (/\p{Ll}$/u.test(text) && /^\p{Lu}/u.test(child)) text += ' ';
        text += child.length > maxLength * 2 ? child : collapse(child);
      }
    } else if (!SKIPPED.has(child.name) && !NOT_READ.test(child.attributes.style ?? '')) {
      // Two spaces: numbers of different blocks are never one number.
      if (BLOCKS.has(child.name)) text += '  ';
      stack.push({ element: child, index: 0 });
    }
  }
  const result = text.trim();
  return result.length > maxLength ? '' : result;
}

/** Not shown, or struck through. */
const NOT_READ = /display\s*:\s*none|line-through/i;
const UNEVEN = /\s\s|[^\S ]/;

function collapse(text: string): string {
  return UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text;
}

function looksLikeCents(text: string, before: string): boolean {
  return (
    /^\s*[.,'’]?\d{2}\s*$/.test(text) &&
    /\d[.,]?\s*$/.test(before) &&
    (!/[.,]\d+\s*$/.test(before) || /[1-9]\d{0,2}[.,]\d{3}\s*$/.test(before))
  );
}

function isCentsElement({ name, attributes, parent }: MarkupElement): boolean {
  return (
    SMALL.has(name) ||
    (attributes.style !== undefined && RAISED.test(attributes.style)) ||
    CENTS.test(`${attributes.class ?? ''} ${parent?.name === 'sup' ? 'sup' : ''}`)
  );
}

function joinCents(text: string, before: string): string {
  const digits = text.trim().replace(/^['’]/, '.');
  if (/[.,]\s*$/.test(before) || /^,/.test(digits)) return digits;
  // "1.049" and its cents: the point is taken.
  return (/\.\d{3}$/.test(before) ? ',' : '.') + digits.replace(/^\./, '');
}
