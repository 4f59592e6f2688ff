import { describe, expect, it } from '@jest/globals';
import { parseMarkup } from '../markup/parse-markup.js';
import { priceTextOf } from './price-text.js';

describe('priceTextOf', () => {
  it.each([
    ['<b>19</b><sup>99</sup> €', '19.99 €'],
    ['€ 68\n  <sup>50</sup>', '€ 68.50'],
    ['€ 68,\n  <sup class="cents">\n50\n</sup>', '€ 68,50'],
    ['<b>19,</b><small>99</small> €', '19,99 €'],
    ['$<i class="whole">19</i><i class="fraction">99</i>', '$19.99'],
    ['<del>$30.00</del> <b>$20.00</b>', '$20.00'],
    ['<b>$200</b><i>2 bids</i>', '$200  2 bids'],
    ['<b>$200</b><i>120</i>', '$200  120'],
    // 19.99 or 19 and 99 of something: not for us to say.
    ['$<b>19</b><b>99</b>', null],
    ['<b>£68.</b><b>50</b>', '£68.50'],
    ['€ 1.064\n <sup>50</sup>', '€ 1.064,50'],
    ["64<i class='cents'>'50</i> €", '64.50 €'],
  ])('reads %s as %j', (html, text) => {
    expect(priceTextOf(parseMarkup(html, 'html').root, 90)).toBe(text);
  });
});
