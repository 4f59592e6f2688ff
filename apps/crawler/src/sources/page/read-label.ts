import { type MarkupElement, textOf } from '../../markup/element.js';
import { isForMembers, readAmountLabel } from '../../price/read-amount-label.js';
import { kindAfter, type PriceKind, scanPrices } from '../../price/scan-prices.js';

export interface Label {
  text: string;
  /** What of it stands before the amount. */
  before: string;
  kind: PriceKind | null;
}

const MAX_LABEL = 48;
const MAX_LEVELS = 3;

/**
 * The words beside an element that say what its amount is: the text or element before it, the `dt` of its `dd`, the first or the
 * heading cell of its row or column, or what follows at once ("per m²"). Null where nothing short stands there.
 */
export function readLabel(element: MarkupElement): Label | null {
  let text = '';
  let current = element;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const { parent }: MarkupElement = current;
    if (!parent || parent.name === 'body') break;
    const index = parent.children.indexOf(current);
    if (index > 200) break;
    const before = isOfEarlierAmount(parent, index) ? '' : textBeside(parent, index, -1);
    const after = textBeside(parent, index, 1);
    const kind =
      (before === '' ? null : readAmountLabel(before)) ?? (after === '' ? null : kindBehind(after, parent, index));
    if (kind !== null) return { text: `${before} ${after}`, before, kind };
    text += ` ${before} ${after}`;
    // A label stands beside its amount or the amount's box; what stands further off speaks of other things.
    if (before !== '' || after !== '' || isCell(current)) {
      if (isCell(current) && isForSeveral(current, parent)) return { text, before, kind: 'other' };
      const heading = isCell(current) ? columnHeading(current, parent) : '';
      const headed = heading === '' ? null : readAmountLabel(heading);
      return { text: `${text} ${heading}`, before: before === '' ? heading : before, kind: headed };
    }
    current = parent;
  }
  return text.trim() === '' ? null : { text, before: '', kind: null };
}

/** What words behind an amount make of it, unless they are those of another one behind them ("£10.00 Clubcard price £8.00"). */
function kindBehind(after: string, parent: MarkupElement, index: number): PriceKind | null {
  return kindAfter(after) ?? (isForMembers(after) && !isOfLaterAmount(parent, index) ? 'other' : null);
}

function isOfLaterAmount({ children }: MarkupElement, index: number): boolean {
  let texts = 0;
  for (const child of children.slice(index + 1, index + 7)) {
    const text = (typeof child === 'string' ? child : textOf(child, MAX_LABEL)).trim();
    if (text !== '' && ++texts === 2) return isOwnAmount(text);
  }
  return false;
}

/** "14,50 € per m² 812 €": what stands between two amounts may belong to the first. */
function isOfEarlierAmount({ children }: MarkupElement, index: number): boolean {
  let between = '';
  for (let at = index - 1; at >= Math.max(0, index - 6); at--) {
    const child = children[at] ?? '';
    const text = (typeof child === 'string' ? child : textOf(child, MAX_LABEL)).trim();
    if (text === '') continue;
    if (between !== '') return /\d/.test(text) && kindAfter(between) !== null;
    between = text;
  }
  return false;
}

/** The nearest text on one side; empty when it is long, holds an amount of its own, or is none. */
function textBeside({ children }: MarkupElement, index: number, step: -1 | 1): string {
  let text = '';
  for (let at = index + step, steps = 0; at >= 0 && at < children.length && steps < 4; at += step, steps++) {
    const child = children[at];
    if (child === undefined) break;
    if (typeof child !== 'string' && (child.name === 'br' || SEPARATE.has(child.name))) {
      if (child.name === 'br' && step < 0 && text.trim() === '') continue;
      break;
    }
    const piece = typeof child === 'string' ? child : textOf(child, MAX_LABEL + 2);
    text = step < 0 ? `${piece} ${text}` : `${text} ${piece}`;
    if (text.trim() !== '') break;
  }
  const words = text.replace(/\s+/g, ' ').trim();
  if (/\d[.,]\d\d|\p{Sc}|\d{4}/u.test(words) || isOwnAmount(words)) return '';
  return words.length > MAX_LABEL ? (step > 0 ? words.slice(0, 20) : words.slice(-MAX_LABEL)) : words;
}

/** "900 Kč bez DPH": an amount beside this one has words of its own. */
function isOwnAmount(words: string): boolean {
  return /\d/.test(words) && scanPrices(words).some(({ isMarked }) => isMarked);
}

/** Elements whose text is no label of what stands beside them. */
const SEPARATE = new Set('button form h1 ul ol table select nav hr img'.split(' '));

function isCell({ name }: MarkupElement): boolean {
  return name === 'td' || name === 'th';
}

/** "10-49", "50+", "ab 10 Stück" at the head of a row: what many of them cost each. */
const SEVERAL =
  /^(?:from|ab|from|od|dès|à partir de|desde|da|vanaf|>=?|≥)? ?(?:[2-9]|\d{2,5})(?: ?(?:-|–|to|bis|à|a) ?\d{1,6}| ?\+)? ?(?:pcs?|pieces|units?|stück|stk\.?|pièces|unidades|pezzi|stuks|szt\.?|ks|or more|and more|und mehr|et plus|o más)?\.?$/i;

function isForSeveral(cell: MarkupElement, row: MarkupElement): boolean {
  const first = row.children.find((child): child is MarkupElement => typeof child !== 'string' && isCell(child));
  if (!first || first === cell) return false;
  const head = textOf(first, 30).replace(/\s+/g, ' ').trim();
  return SEVERAL.test(head);
}

/** What stands at the head of a cell's column. */
function columnHeading(cell: MarkupElement, row: MarkupElement): string {
  const cells = row.children.filter((child): child is MarkupElement => typeof child !== 'string' && isCell(child));
  const column = cells.indexOf(cell);
  const body = row.parent;
  if (column < 0 || column > 30 || !body) return '';
  const table = body.name === 'tbody' || body.name === 'thead' ? (body.parent ?? body) : body;
  const first = firstRow(table);
  if (!first || first === row) return '';
  const heads = first.children.filter((child): child is MarkupElement => typeof child !== 'string' && isCell(child));
  const head = heads[column];
  return head && head.name === 'th' ? textOf(head, MAX_LABEL).trim() : '';
}

function firstRow(table: MarkupElement): MarkupElement | undefined {
  for (const child of table.children.slice(0, 20)) {
    if (typeof child === 'string') continue;
    if (child.name === 'tr') return child;
    if (child.name === 'thead' || child.name === 'tbody') {
      const row = child.children.find((one): one is MarkupElement => typeof one !== 'string' && one.name === 'tr');
      if (row) return row;
    }
  }
  return undefined;
}
