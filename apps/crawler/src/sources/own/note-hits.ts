import type { Findings } from '@goodshunter/contracts/crawl';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';

/** What a selector of a person's own hit: how many elements, and the text of the first. */
export type SelectorHits = NonNullable<Findings['selected']>[number];

const MAX_TEXT = 200;

export function noteHits(name: string, elements: readonly MarkupElement[]): SelectorHits {
  const [first] = elements;
  const { attributes } = first ?? {};
  const text = first ? cleanText(textOf(first, MAX_TEXT * 3), MAX_TEXT) : '';
  const written = attributes?.content ?? attributes?.alt ?? attributes?.src ?? attributes?.href ?? '';
  return { name, hits: elements.length, text: text === '' ? cleanText(written, MAX_TEXT) : text };
}
