import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readList } from './read-list.js';

const PAGE_URL = 'https://shop.example/list';
const RUNS = { numRuns: 300, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

const PIECES = [
  '<div class="card">',
  '</div>',
  '<a href="/p/1">Lamp</a>',
  '<a href="/p/2?x=1#y">Moon lamp</a>',
  '<a href="//other.example/3">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="http://[">x</a>',
  '</a>',
  '<h3>Sun lamp</h3>',
  '<img src="/i.jpg">',
  '<img data-src="data:x">',
  '<span class="price">€ 12,50</span>',
  '<del>$19</del>',
  '<li>',
  '<tr><td>',
  '<dt>',
  '<dd>12 zł',
  '<base href="/x/">',
  '<base href="http://[">',
  '<link rel="next" href="?page=2">',
  '<nav>',
  '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"url":"/p/1","name":"Lamp"}]}</script>',
  '<script>',
  '</script>',
  '<style>',
  '&nbsp;',
  '\u202e',
  '\u0000',
  '\ud800',
  '<!--',
  '<',
];
const page = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...PIECES), weight: 5 },
      { arbitrary: fc.fullUnicodeString({ maxLength: 20 }), weight: 1 },
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(''));

describe('reading a list out of any text', () => {
  it('never throws but for what is no text, and answers bounded plain data', async () => {
    await fc.assert(
      fc.property(page, (html) => {
        const body = Buffer.from(`<!doctype html><html><body>${'<p>Some text of a page.</p>'.repeat(50)}${html}`);
        const { items, next, signature } = readList(body, { url: PAGE_URL });
        for (const { title, url, imageUrl = url, price, key } of items) {
          expect(title.length > 0 && title.length <= 500).toBe(true);
          expect(key.length).toBeLessThanOrEqual(191);
          expect([url, imageUrl].every((link) => /^https?:\/\//.test(link) && link.length <= 2000)).toBe(true);
          expect(title).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          if (price) expect(Number.isSafeInteger(price.amountMinor) && price.amountMinor > 0).toBe(true);
        }
        if (next !== undefined) expect(new URL(next).hostname).toBe('shop.example');
        if (signature) expect(JSON.stringify(signature).length).toBeLessThan(4000);
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
        // What it learned of a page finds its list on the same page again.
        const again = readList(Buffer.from(body), { url: PAGE_URL, signature });
        expect(again.isAsKnown).toBe(true);
      }),
      RUNS,
    );
  });

  it.each([
    ['links', (n: number) => [...Array(n).keys()].map((i) => `<a href="/p/${i}">Lamp number ${i}</a>`).join('')],
    [
      'cards',
      (n: number) => [...Array(n).keys()].map((i) => `<li><a href="/p/${i}">Lamp ${i}</a> €${i}</li>`).join(''),
    ],
    ['open elements', (n: number) => '<div class="card"><a href="/p/1">'.repeat(n)],
    ['links in depth', (n: number) => [...Array(n).keys()].map((i) => `<div><a href="/p/${i}">L</a>`).join('')],
    [
      'classes',
      (n: number) =>
        [...Array(n).keys()].map((i) => `<p class="c${i}"><a class="d${i}" href="/p/${i}">L</a></p>`).join(''),
    ],
    ['siblings', (n: number) => '<p>Some words of a text</p>'.repeat(n)],
    ['prices', (n: number) => '<i>€ 1,00</i>'.repeat(n)],
    ['pictures', (n: number) => `<a href="/p/1">${'<img src="/x.jpg">'.repeat(n)}</a><a href="/p/2">x</a>`],
    [
      'list entries in JSON-LD',
      (n: number) =>
        `<script type="application/ld+json">{"itemListElement":[${'{"url":"/a","name":"b"},'.repeat(n)}1]}</script>`,
    ],
    ['currencies in scripts', (n: number) => `<script>${'"currency":"EUR",'.repeat(n)}</script>`],
  ])('takes time in proportion to its length for many %s', (_name, make) => {
    const timeOf = (n: number) => {
      const html = make(n);
      return cpuTimeOf(() => readList(Buffer.from(html), { url: PAGE_URL }));
    };
    timeOf(1000);
    const small = Math.max(10, Math.min(timeOf(2500), timeOf(2500), timeOf(2500)));
    const large = Math.min(timeOf(20_000), timeOf(20_000));
    // Eight times the text; quadratic work would take 64 times as long.
    expect(large).toBeLessThan(small * 32);
  });
});
