import { parse, type Selector } from 'css-what';
import { z } from 'zod';

/** Characters of one selector. */
const MAX_LENGTH = 300;
/** Simple selectors and combinators of one selector, those within `:not(...)` and the like counted. */
const MAX_PARTS = 40;
const MAX_NESTING = 3;

/** What a page says by itself: nothing that needs a pointer, a window or a visitor. */
const PSEUDO_CLASSES: ReadonlySet<string> = new Set(
  'contains empty first-child first-of-type has icontains is last-child last-of-type not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type root where'.split(
    ' ',
  ),
);

/** Why a text is no selector that can be used, as a clause behind its name; undefined where it is one. */
export function whyNoSelector(text: string): string | undefined {
  let parsed: Selector[][];
  try {
    parsed = parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `must be a CSS selector: ${reason.slice(0, 150)}`;
  }
  let parts = 0;
  let problem = parsed.length === 0 ? 'must be a CSS selector' : undefined;
  const look = (selectors: readonly Selector[][], depth: number, mayBegin = false) => {
    problem ??= whyNoWhole(selectors, mayBegin);
    if (depth > MAX_NESTING) problem ??= `must not nest selectors deeper than ${MAX_NESTING} times`;
    for (const part of selectors.flat()) {
      parts++;
      problem ??= whyNotPart(part);
      if (part.type === 'pseudo' && Array.isArray(part.data)) look(part.data, depth + 1, part.name === 'has');
    }
  };
  look(parsed, 0);
  return problem ?? (parts > MAX_PARTS ? `must have at most ${MAX_PARTS} parts` : undefined);
}

/** @param mayBegin with a combinator, as in `:has(> a)` */
function whyNoWhole(selectors: readonly Selector[][], mayBegin: boolean): string | undefined {
  const isWhole = (parts: readonly Selector[]) =>
    parts.length > 0 && !isCombinator(parts.at(-1)) && (mayBegin || !isCombinator(parts[0]));
  return selectors.every(isWhole) ? undefined : 'must neither begin nor end with a combinator such as >';
}

function whyNotPart(part: Selector): string | undefined {
  if (part.type === 'pseudo-element') return `must not use ::${part.name}: it is no element of the page`;
  if (part.type === 'column-combinator' || part.type === 'parent')
    return 'must use no combinators but space, >, + and ~';
  if ('namespace' in part && part.namespace !== null) return 'must not name a namespace';
  if (part.type !== 'pseudo') return undefined;
  if (!PSEUDO_CLASSES.has(part.name)) return `must not use :${part.name}, which a page that was fetched does not have`;
  return part.name.startsWith('nth-') && (typeof part.data !== 'string' || !NTH.test(part.data.trim()))
    ? `must have a number or a rule such as 2n+1 in :${part.name}()`
    : undefined;
}

const COMBINATORS: ReadonlySet<string> = new Set(['child', 'descendant', 'adjacent', 'sibling', 'parent']);
const isCombinator = (part: Selector | undefined): boolean => part !== undefined && COMBINATORS.has(part.type);

const NTH = /^(?:even|odd|[+-]?\d{1,6}|[+-]?\d{0,6}n(?:\s*[+-]\s*\d{1,6})?)$/i;

const selector = z
  .string()
  .trim()
  .min(1)
  .max(MAX_LENGTH)
  .superRefine((text, context) => {
    const message = whyNoSelector(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .describe('A CSS selector');

/** Where a page shows what is watched, as its owner found it; what is not named is found as ever. */
export const pageSelectorsSchema = z
  .strictObject({ price: selector.optional(), title: selector.optional(), stock: selector.optional() })
  .refine((given) => Object.values(given).some((one) => one !== undefined), {
    message: 'must name one of price, title and stock',
  });
export type PageSelectors = z.infer<typeof pageSelectorsSchema>;

/** Where a page shows its cards, and within each of them what is read; what is not named is found as ever. */
export const listSelectorsSchema = z.strictObject({
  item: selector,
  title: selector.optional(),
  price: selector.optional(),
  link: selector.optional(),
  picture: selector.optional(),
});
export type ListSelectors = z.infer<typeof listSelectorsSchema>;
