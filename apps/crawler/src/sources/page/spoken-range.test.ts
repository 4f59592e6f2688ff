import { expect, it } from '@jest/globals';
import { type MarkupElement, walkElements } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import { createSpokenRanges } from './spoken-range.js';
import type { VisiblePrice } from './visible-price.js';

function paragraphsOf(html: string): MarkupElement[] {
  const found: MarkupElement[] = [];
  walkElements(parseMarkup(html, 'html').root, (element) => {
    if (element.name === 'p') found.push(element);
    return undefined;
  });
  return found;
}
const at = (element: MarkupElement) =>
  ({ kind: 'from', isProse: false, source: { text: 'from €40' }, element }) as VisiblePrice;
const LONG = 'Kettles are of steel, of glass and of copper, and each has its friends among those who cook.';

it('is one among long paragraphs, and none where only its own is long', () => {
  const [first, price] = paragraphsOf(`<div><p>${LONG}</p><p>from €40</p></div>`);
  const isSpoken = createSpokenRanges(false);
  expect([first, price].map((element) => element && isSpoken(at(element)))).toEqual([false, true]);
  expect(price && createSpokenRanges(true)(at(price))).toBe(false);
});

it('reads the paragraphs of a page once, however many prices stand in them', () => {
  const prices = paragraphsOf(`<div>${'<p>from €40</p>'.repeat(500)}</div>`);
  let read = 0;
  for (const price of prices) {
    const { children } = price;
    Object.defineProperty(price, 'children', {
      get() {
        read += 1;
        return children;
      },
    });
  }
  const isSpoken = createSpokenRanges(false);
  expect(prices.filter((price) => isSpoken(at(price)))).toEqual([]);
  expect(read).toBeLessThan(2 * prices.length);
});
