import { SOURCE_QUERY_SCHEMAS } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readList } from './list/read-list.js';
import { readPage } from './page/read-page.js';

const url = 'https://shop.example/list';
const RUNS = { numRuns: 400, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };
const PIECES =
  'a li * .card #x [href] [data-p="1"] :not( :has( :is( ) > + ~ , :nth-child( 2n+1 2 odd ) :first-child :root :contains( "Lamp" :empty :hover :scope ::before | \\ \\0 \u202e é'
    .split(' ')
    .concat(' ', '\u0000', '"');
const selector = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
const html = `<html><head><title>Lamp</title><meta itemprop="price" content="12"></head><body><h1>Lamp</h1><ul>${[
  1, 2, 3, 4,
]
  .map(
    (index) =>
      `<li class="card" data-p="${index}"><a href="/p/${index}"><h3>Lamp ${index}</h3></a><b>€${index}.50</b></li>`,
  )
  .join('')}</ul><p id="x">In stock</p><template><li class="card"></template></body></html>`;
const body = () => Buffer.from(html);

describe('any text as a selector', () => {
  it('is refused in a sentence, or reads a page and a list without throwing', async () => {
    let taken = 0;
    await fc.assert(
      fc.property(selector, (text) => {
        const page = SOURCE_QUERY_SCHEMAS.page.safeParse({ url, selectors: { price: text, title: text, stock: text } });
        const list = SOURCE_QUERY_SCHEMAS.list.safeParse({ url, selectors: { item: text, title: text, link: text } });
        expect(page.success).toBe(list.success);
        if (!page.success || !list.success) return;
        taken++;
        const reading = readPage(body(), { url, selectors: page.data.selectors });
        expect(reading.product !== null || typeof reading.reason === 'string').toBe(true);
        const { items, selected } = readList(body(), { url, selectors: list.data.selectors });
        expect(selected?.every(({ text: hit, hits }) => hit.length <= 200 && hits <= 2000)).toBe(true);
        for (const { title, key } of items) expect(title.length > 0 && key.length <= 191).toBe(true);
      }),
      RUNS,
    );
    expect(taken).toBeGreaterThan(20);
  });
});
