import { NO_ATTRIBUTES } from '../../markup/attributes.js';
import { type MarkupElement, type MarkupText, textOf } from '../../markup/element.js';
import { PRICE_SIGN } from './price-sign.js';

type Mutable = { -readonly [Key in keyof MarkupElement]: MarkupElement[Key] };
type Line = (MarkupElement | MarkupText)[];

const LEAST_LINES = 4;
const MAX_LINE = 300;
/** What stands in lines of its own. */
const BLOCKS = new Set('article blockquote div dl form h1 h2 h3 h4 h5 h6 hr li ol p section table td tr ul'.split(' '));

/**
 * Puts an element around each line of a list that only breaks part: what repeats there is no element otherwise. Only where most lines
 * have a link and a price. The elements are numbered anew.
 * @param breaks all `br` of the document
 * @returns how many elements there are now; undefined where nothing was parted
 */
export function partLines(root: MarkupElement, breaks: readonly MarkupElement[]): number | undefined {
  const counts = new Map<MarkupElement, number>();
  for (const { parent } of breaks) if (parent) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  let isParted = false;
  for (const [parent, count] of counts)
    if (count >= LEAST_LINES - 1 && partChildren(parent as Mutable)) isParted = true;
  return isParted ? numberAnew(root) : undefined;
}

function partChildren(parent: Mutable): boolean {
  const lines: { line: Line; end?: MarkupElement }[] = [];
  let line: Line = [];
  for (const child of parent.children) {
    if (typeof child !== 'string' && child.name === 'br') {
      lines.push({ line, end: child });
      line = [];
    } else line.push(child);
  }
  lines.push({ line });
  const written = lines.filter(({ line: parts }) => parts.some((part) => part !== ' '));
  const things = new Set(written.filter(({ line: parts }) => isThing(parts)));
  if (things.size < LEAST_LINES || things.size < written.length * 0.6) return false;
  parent.children = lines.flatMap((one) => [
    ...(things.has(one) ? [around(one.line, parent)] : one.line),
    ...(one.end ? [one.end] : []),
  ]);
  return true;
}

/** A link, and a price beside it. */
function isThing(line: Line): boolean {
  let text = '';
  let links = 0;
  for (const part of line) {
    if (typeof part === 'string') text += part;
    else {
      if (BLOCKS.has(part.name)) return false;
      links += linksIn(part);
      text += ` ${textOf(part, MAX_LINE)}`;
    }
    if (text.length > MAX_LINE) return false;
  }
  return links > 0 && links <= 3 && /\d/.test(text) && PRICE_SIGN.test(text);
}

function linksIn({ name, attributes, children }: MarkupElement, levels = 3): number {
  let links = name === 'a' && attributes.href !== undefined ? 1 : 0;
  if (levels > 0) for (const child of children) if (typeof child !== 'string') links += linksIn(child, levels - 1);
  return links;
}

function around(children: Line, parent: MarkupElement): MarkupElement {
  const line: Mutable = { name: 'line', parent, order: 0, depth: 0, attributes: NO_ATTRIBUTES, children };
  for (const child of children) if (typeof child !== 'string') (child as Mutable).parent = line;
  return line;
}

function numberAnew(root: MarkupElement): number {
  let count = 0;
  const stack: MarkupElement[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    const { parent, children } = element;
    if (parent) Object.assign(element, { order: count++, depth: parent.depth + 1 });
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined && typeof child !== 'string') stack.push(child);
    }
  }
  return count;
}
