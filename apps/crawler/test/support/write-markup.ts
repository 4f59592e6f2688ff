import type { MarkupElement, MarkupText } from '../../src/markup/element.js';

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const RAW = new Set(['script', 'style']);

const escapeValue = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A tree as HTML again, for tests that take parts of a page away. */
export function writeMarkup(node: MarkupElement | MarkupText, isRaw = false): string {
  if (typeof node === 'string') return isRaw ? node : node.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const inner = node.children.map((child) => writeMarkup(child, RAW.has(node.name))).join('');
  if (node.name === '') return inner;
  const attributes = Object.entries<string | undefined>(node.attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeValue(value)}"`))
    .join('');
  return `<${node.name}${attributes}>${VOID.has(node.name) ? '' : `${inner}</${node.name}>`}`;
}
