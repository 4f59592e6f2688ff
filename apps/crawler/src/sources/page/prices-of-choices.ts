import { hash } from 'node:crypto';
import { closest, type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { normalizePriceText, scanPrices } from '../../price/scan-prices.js';
import type { ProductBlock } from './product-block.js';

interface Choice {
  name: string;
  /** What it costs by its own words; undefined where they do not say, or name what it adds. */
  amountMinor: number | undefined;
}

const MAX_CHOICES = 60;
const MAX_TEXT = 60;
const MAX_NAME = 40;

/**
 * The prices of variants, as `CrawledItem.variantPrices` wants them, where only what can be chosen on the page tells of them: by the words of each
 * choice ("M - €44.95"), else, where the price is said to be where prices begin, that price and which choices there are.
 */
export function readPricesOfChoices(
  root: MarkupElement,
  block: ProductBlock,
  price: ParsedPrice,
  isFrom: boolean,
  hints: CurrencyHints,
): Record<string, number> | undefined {
  const choices = readChoices(root, block, hints);
  if (choices.length < 2) return undefined;
  const named = new Map<string, number>();
  for (const { name, amountMinor } of choices)
    if (amountMinor !== undefined && !named.has(name)) named.set(name, amountMinor);
  const amounts = new Set(named.values());
  if (amounts.size > 1 && amounts.has(price.amountMinor)) return Object.fromEntries(named);
  if (!isFrom) return undefined;
  const names = choices.map(({ name }) => name).sort();
  return {
    'range-low': price.amountMinor,
    'range-of': 1 + parseInt(hash('sha256', names.join('\n')).slice(0, 8), 16),
  };
}

function readChoices(root: MarkupElement, block: ProductBlock, hints: CurrencyHints): Choice[] {
  const choices: Choice[] = [];
  walkElements(root, (element) => {
    const { name, order, attributes } = element;
    if (order < block.start || order > block.end || choices.length >= MAX_CHOICES) return undefined;
    // Other labels are of fields to write in, or to agree.
    if (name !== 'option' && !(name === 'label' && isInFieldset(element))) return undefined;
    const text = textOf(element, MAX_TEXT + 20)
      .replace(/\s+/g, ' ')
      .trim();
    const isNone = name === 'option' && attributes.value === '';
    // Numbers alone are how many of it.
    if (text.length > 0 && text.length <= MAX_TEXT && !isNone && /\p{L}/u.test(text))
      choices.push(readChoice(text, hints));
    return undefined;
  });
  return choices;
}

const FIELDSET_LEVELS = 5;

function isInFieldset(label: MarkupElement): boolean {
  let levels = 0;
  const found = closest(label, ({ name }) => name === 'fieldset' || ++levels > FIELDSET_LEVELS);
  return found?.name === 'fieldset';
}

function readChoice(text: string, hints: CurrencyHints): Choice {
  const plain = normalizePriceText(text);
  const prices = scanPrices(plain, hints).filter(({ isMarked }) => isMarked);
  let name = plain;
  for (const { start, end } of prices.toReversed()) name = name.slice(0, start) + name.slice(end);
  const [only, ...others] = prices;
  const isOwn =
    only !== undefined && others.length === 0 && !/[+−-] ?$/.test(plain.slice(0, only.start).replace(/ [-–—] $/, ''));
  return {
    name: name
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim()
      .slice(0, MAX_NAME),
    amountMinor: isOwn ? only.amountMinor : undefined,
  };
}
