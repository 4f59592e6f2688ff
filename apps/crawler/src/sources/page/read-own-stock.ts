import type { Availability } from '@goodshunter/contracts/crawl';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { type ButtonKind, readButtonLabel } from '../../stock/read-button-label.js';
import { readStockText } from '../../stock/read-stock-text.js';
import { readMarkedState } from './read-availability.js';

const BY_BUTTON: Readonly<Record<ButtonKind, Availability>> = {
  cart: 'in_stock',
  preorder: 'preorder',
  backorder: 'backorder',
  notify: 'out_of_stock',
  out: 'out_of_stock',
};
const OUT_NAME = /(?:^|[\s_-])(?:is-)?(?:sold-?out|out-?of-?stock|unavailable)(?![a-z])/i;
const IN_NAME = /(?:^|[\s_-])(?:is-)?(?:in-?stock|available)(?![a-z])/i;
const MAX_TEXT = 200;

/** What an element that a person named says of the stock: by its text, its markup, its button, a number of pieces, its names. */
export function readOwnStock(element: MarkupElement): Availability {
  const { attributes } = element;
  const written = attributes.content ?? attributes.href;
  if (element.name === 'meta' || element.name === 'link' || attributes.itemprop === 'availability') {
    const marked = written === undefined ? 'unknown' : readMarkedState({ availability: written });
    if (marked !== 'unknown') return marked;
  }
  const text = (attributes.value ?? textOf(element, MAX_TEXT)).replace(/\s+/g, ' ').trim();
  const kind = readButtonLabel(text);
  if (kind === 'cart') return isDisabled(element) ? 'out_of_stock' : 'in_stock';
  const said = readStockText(text) ?? (kind === null ? null : BY_BUTTON[kind]);
  if (said !== null) return said;
  const pieces = /^\D{0,20}?(\d{1,6})\D{0,20}$/.exec(text)?.[1];
  if (pieces !== undefined) return Number(pieces) > 0 ? 'in_stock' : 'out_of_stock';
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
  if (OUT_NAME.test(names)) return 'out_of_stock';
  return IN_NAME.test(names) ? 'in_stock' : 'unknown';
}

function isDisabled({ attributes }: MarkupElement): boolean {
  return (
    attributes.disabled !== undefined ||
    attributes['aria-disabled'] === 'true' ||
    /(?:^|[\s_-])(?:is-)?disabled(?![a-z])/i.test(attributes.class ?? '')
  );
}
