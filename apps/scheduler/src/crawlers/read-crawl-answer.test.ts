import { cpuTimeOf, crawlOk, leastSlice } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonPieces, textOf } from './json-pieces.js';
import { readCrawlAnswer } from './read-crawl-answer.js';

const item = (index: number, more: object = {}) => ({
  key: `shop.example/${index}`,
  title: `Listing ${index}`,
  url: `https://shop.example/${index}`,
  availability: 'in_stock',
  ...more,
});
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

/** The whole from its pieces, whatever its size. */
function putTogether(body: Buffer, longest = 1_000_000): unknown {
  const whole = new Map<string, unknown>();
  for (const { key, kind, start, end } of jsonPieces(body, longest)) {
    const known = whole.get(key);
    if (kind === 'array') whole.set(key, []);
    else if (kind === 'element') whole.set(key, [...(known as unknown[]), JSON.parse(textOf(body, start, end))]);
    else whole.set(key, JSON.parse(textOf(body, start, end)));
  }
  return Object.fromEntries(whole);
}

describe('jsonPieces', () => {
  it('make the same of any object as JSON.parse', async () => {
    await fc.assert(
      fc.property(
        fc.dictionary(fc.fullUnicodeString(), fc.jsonValue({ noUnicodeString: false })),
        fc.integer({ min: 0, max: 3 }),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          expect(putTogether(Buffer.from(text))).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('make the same of any text, or refuse it, as JSON.parse does with objects', async () => {
    const words = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b\\\\"', '"\\""', '1', 'null', ' ', '"', '\\');
    await fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const isObject = typeof expected === 'object' && expected !== null && !Array.isArray(expected);
        if (isObject) expect(putTogether(Buffer.from(text))).toEqual(expected);
        else expect(() => putTogether(Buffer.from(text))).toThrow();
      }),
      { numRuns: 1500 },
    );
  });

  it('refuse a piece that is longer than allowed, without looking at all of it', () => {
    const body = bytes({ items: [{ text: 'x'.repeat(100) }] });
    expect(() => putTogether(body, 50)).toThrow(SyntaxError);
    expect(putTogether(body, 200)).toEqual(JSON.parse(body.toString()));
  });
});

describe('readCrawlAnswer', () => {
  it.each([1, 4000])('reads what a crawler says, with %i listings', async (count) => {
    const answer = crawlOk(Array.from({ length: count }, (_value, index) => item(index, { description: 'a "b" {c' })));
    expect(await readCrawlAnswer(bytes(answer))).toEqual(answer);
  });

  it.each([
    ['no object', '[1]'],
    ['no JSON', `{"status":"ok","items":[${'{"key":'.repeat(60_000)}`],
    ['another status', JSON.stringify({ ...crawlOk(), status: 'perhaps' })],
    ['a listing without a key', JSON.stringify(crawlOk([{ ...item(1), key: '' }]))],
    [
      'a bad listing among thousands',
      JSON.stringify(crawlOk([...Array(5000).keys()].map((n) => item(n, n === 4000 ? { title: 1 } : {})))),
    ],
    ['one listing of megabytes', JSON.stringify(crawlOk([item(1, { more: 'x'.repeat(3_000_000) })]))],
  ])('refuses %s', async (_what, text) => {
    await expect(readCrawlAnswer(Buffer.from(text))).rejects.toThrow();
  });

  it.each([
    ['long descriptions in Chinese', 1250, { description: '\u6f22'.repeat(10_000) }],
    ['descriptions of quotes', 1250, { description: '"\\'.repeat(5000) }],
    ['many small listings', 5000, { formerKeys: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }],
    ['many variants', 20, { variantPrices: Object.fromEntries([...Array(5000).keys()].map((n) => [`v${n}`, n + 1])) }],
  ])('holds the event loop for less time than 38 MB read at once would: %s', async (_what, count, more) => {
    const body = bytes(crawlOk(Array.from({ length: count }, (_value, index) => item(index, more))));
    // Once to warm up.
    await readCrawlAnswer(body);
    const text = bytes(crawlOk([...Array(1250).keys()].map((n) => item(n, { description: '\u6f22'.repeat(10_000) }))));
    const yardstickMs = cpuTimeOf(() => JSON.parse(text.toString()));
    const { answer, longestMs } = await leastSlice(() => readCrawlAnswer(body), yardstickMs);
    expect(answer).toMatchObject({ status: 'ok' });
    expect(longestMs).toBeLessThan(yardstickMs);
  });
});
