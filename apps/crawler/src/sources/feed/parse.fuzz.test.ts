import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFeed } from './parse.js';

const FEED_URL = 'https://shop.example/feed';
const RUNS = { numRuns: 300, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };
const PIECES = [
  '<rss><channel>',
  '<item>',
  '</item>',
  '<title>',
  '</title>',
  '<link>',
  '</link>',
  'https://a.example/1',
  'javascript:x',
  '<guid>',
  '</guid>',
  '<entry>',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '<![CDATA[',
  ']]>',
  '<g:price>9 EUR</g:price>',
  '$5',
  '&amp;',
  '&#0;',
  '&#xd800;',
  '<!DOCTYPE rss [',
  '<pubDate>Sat, 13 Sep 2014 18:13:44 GMT</pubDate>',
  '\u202e',
  '<description>&lt;b&gt;',
  '<rdf:RDF>',
  '<link href="/x"/>',
];
const feed = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...PIECES), weight: 4 },
      { arbitrary: fc.fullUnicodeString({ maxLength: 20 }), weight: 1 },
    ),
    { maxLength: 80 },
  )
  .map((pieces) => `<rss><channel>${pieces.join('')}`);

const jsonValue = fc.oneof(
  fc.constantFrom('https://a.example/1', 'Lamp - $5', '[SOLD] x', '2026-11-01', 'javascript:x', '\u202e', '7'),
  fc.jsonValue({ maxDepth: 1 }),
);
const jsonFeed = fc
  .record({
    version: fc.constant('https://jsonfeed.org/version/1.1'),
    title: jsonValue,
    home_page_url: jsonValue,
    items: fc.array(
      fc.oneof(
        jsonValue,
        fc.dictionary(
          fc.constantFrom(
            'id',
            'url',
            'title',
            'content_html',
            'content_text',
            'image',
            'date_published',
            'attachments',
          ),
          jsonValue,
        ),
      ),
      { maxLength: 30 },
    ),
  })
  .map((value) => JSON.stringify(value));

describe('parseFeed on any text', () => {
  it('never throws, and answers bounded plain data with one key each', async () => {
    await fc.assert(
      fc.property(fc.oneof(feed, jsonFeed), (xml) => {
        const result = parseFeed(xml, FEED_URL);
        if (result.status !== 'ok') return;
        expect(new Set(result.items.map(({ key }) => key)).size).toBe(result.items.length);
        for (const { key, formerKeys, title, url, description = '', price } of result.items) {
          expect(formerKeys.length > 0 && formerKeys.every((former) => former.length <= 191 && former !== key)).toBe(
            true,
          );
          expect(key.length > 0 && key.length <= 191).toBe(true);
          expect(title.length > 0 && title.length <= 500).toBe(true);
          expect(url).toMatch(/^https?:\/\//);
          expect(`${key}${title}${description}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          if (price) expect(Number.isSafeInteger(price.amountMinor)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it.each([
    ['items', (n: number) => '<item><title>a $1</title><link>/a</link></item>'.repeat(n)],
    ['items that are never closed', (n: number) => '<item><title>a'.repeat(n)],
    ['nested elements', (n: number) => `<item><title>${'<b>'.repeat(n)}`],
    ['titles of brackets', (n: number) => `<item><title>${'('.repeat(400)}</title></item>`.repeat(n / 100)],
    ['ids that end in dashes', (n: number) => `<item><guid>${'-'.repeat(1900)}</guid></item>`.repeat(n / 200)],
    ['entities', (n: number) => `<item><title>${'&amp;'.repeat(n)}</title></item>`],
    ['namespaces', (n: number) => Array.from({ length: n }, (_, i) => `<item xmlns:n${i}="u"/>`).join('')],
  ])('takes time in proportion to its length for many %s', (_name, make) => {
    const timeOf = (n: number) => {
      const xml = `<rss><channel>${make(n)}`;
      return cpuTimeOf(() => parseFeed(xml, FEED_URL));
    };
    timeOf(1000);
    const small = Math.max(5, Math.min(timeOf(3000), timeOf(3000), timeOf(3000)));
    const large = Math.min(timeOf(24_000), timeOf(24_000));
    expect(large).toBeLessThan(small * 32);
  });
});
