import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePage } from './parse.js';

const PAGE_URL = 'https://shop.example/p/1';
const RUNS = { numRuns: 300, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

const PIECES = [
  '<div class="price">',
  '</div>',
  '<span itemprop="price" content="1">',
  '<script type="application/ld+json">',
  '</script>',
  '<del>',
  '</del>',
  '<sup>99</sup>',
  '<h1>Lamp</h1>',
  '<table><tr><td>',
  '<svg/>',
  '<meta property="product:price:amount" content="9">',
  '{"@type":"Product","offers":{"price":"1.5"}}',
  '{"@graph":[',
  '"@id":',
  '€',
  '$ 1.234,56',
  '1 299:-',
  '12,-',
  ' 5 %',
  '<!--',
  '-->',
  '<![CDATA[',
  '&#x20ac;',
  '&nbsp;',
  '\u202e',
  '\u0000',
  '\ud800',
  '<a href="//x">',
  '<li><a href="/p">A</a>',
  '<button class="add-to-cart">',
  '<button disabled>Sold out</button>',
  '<p>Not in stock</p>',
  '<h2>You may also like</h2>',
  '<dt>per m²</dt><dd>',
  '"hasVariant":[{',
  '"itemCondition":"UsedCondition"',
  '119. 95',
  '<body>',
  '<title>Lamp',
  '</title>',
  '<select><option>',
  '</p>',
  '<',
];
const page = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...PIECES), weight: 4 },
      { arbitrary: fc.fullUnicodeString({ maxLength: 20 }), weight: 1 },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe('parsePage on any text', () => {
  it('never throws, and answers bounded plain data', async () => {
    await fc.assert(
      fc.property(page, (html) => {
        const result = parsePage(html, PAGE_URL, { wantsCandidates: true });
        expect(result.verdict.why.length).toBeLessThanOrEqual(200);
        if (result.status !== 'ok') return;
        const { candidates = [] } = result;
        expect(candidates.length).toBeLessThanOrEqual(8);
        expect(candidates.every(({ words, place }) => words.length <= 200 && place.length <= 300)).toBe(true);
        const { title, url, description = '', imageUrl = url, price, confidence, sku = '' } = result.product;
        expect(title.length).toBeLessThanOrEqual(500);
        expect(description.length).toBeLessThanOrEqual(5000);
        expect(sku.length).toBeLessThanOrEqual(100);
        expect([url, imageUrl].every((link) => /^https?:\/\//.test(link) && link.length <= 2000)).toBe(true);
        expect(`${title}${description}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<]{2}|[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(confidence >= 0 && confidence <= 1).toBe(true);
        if (price) expect(Number.isSafeInteger(price.amountMinor) && price.amountMinor > 0).toBe(true);
      }),
      RUNS,
    );
  });

  it.each([
    ['open elements', (n: number) => '<div class="price">'.repeat(n)],
    ['end tags that match nothing', (n: number) => '<b>'.repeat(n) + '</i>'.repeat(n)],
    ['prices', (n: number) => '<span class="price">1,00 €</span>'.repeat(n)],
    ['prices in one text', (n: number) => `<p>${'1,00 € '.repeat(n)}</p>`],
    ['digits and separators', (n: number) => `<b>${'1.'.repeat(n)}</b>`],
    [
      'offers',
      (n: number) =>
        `<script type="application/ld+json">[${'{"@type":"Product","name":"a","offers":{"price":1}},'.repeat(n)}1]</script>`,
    ],
    ['nested JSON', (n: number) => `<script type="application/ld+json">${'['.repeat(n)}</script>`],
    ['comments', (n: number) => '<!--'.repeat(n)],
    ['attributes', (n: number) => `<div ${'a="1" '.repeat(n)}>`],
    ['cards', (n: number) => `<h1>x</h1>${'<li class="c"><a href="/p">A</a><b>1,00 €</b></li>'.repeat(n)}`],
    ['cards within cards', (n: number) => `<h1>x</h1>${'<div><a href="/p">A</a><b>1,00 €</b>'.repeat(n)}`],
    ['prices of one parent', (n: number) => `<h1>x</h1><div>${'<b>1,00 €</b> per m² '.repeat(n)}</div>`],
    ['cells of one row', (n: number) => `<h1>x</h1><table><tr>${'<td>1,00 €</td>'.repeat(n)}</tr></table>`],
    ['buttons', (n: number) => `<h1>x</h1>${'<button class="add-to-cart">Sold out</button>'.repeat(n)}`],
    ['short texts', (n: number) => `<h1>x</h1>${'<p>not in stock, nicht auf Lager</p>'.repeat(n)}`],
    [
      'headings of others',
      (n: number) => `<h1>x</h1>${'<div><h2>You may also like this</h2></div><b>1,00 €</b>'.repeat(n)}`,
    ],
    ['struck prices', (n: number) => `<h1>x</h1>${'<s>2,00 €</s><b>1,00 €</b>'.repeat(n)}`],
    [
      'variants',
      (n: number) =>
        `<script type="application/ld+json">{"@type":"ProductGroup","name":"a","hasVariant":[${'{"@type":"Product","name":"a b","url":"/p?v=1","offers":{"price":1}},'.repeat(n)}{}]}</script>`,
    ],
    ['state', (n: number) => `<h1>x</h1><script>${'price'.repeat(n)}</script>`],
    [
      'properties',
      (n: number) => '<div itemscope itemtype="http://schema.org/Product"><i itemprop="price">1</i>'.repeat(n),
    ],
  ])('takes time in proportion to its length for many %s', (_name, make) => {
    const timeOf = (n: number) => {
      const html = make(n);
      return cpuTimeOf(() => parsePage(html, PAGE_URL));
    };
    timeOf(2000);
    const small = Math.max(5, Math.min(timeOf(5000), timeOf(5000), timeOf(5000)));
    const large = Math.min(timeOf(40_000), timeOf(40_000));
    // Eight times the text; quadratic work would take 64 times as long.
    expect(large).toBeLessThan(small * 32);
  });
});
