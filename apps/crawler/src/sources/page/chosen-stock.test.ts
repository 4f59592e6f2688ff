import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const url = 'https://shop.example/p';
const page = `<html><head><title>Arc Lamp</title></head><body><main><h1>Arc Lamp</h1><span class="price">€20.00</span>
<div class="online"><p class="state">In stock</p><button>Add to cart</button></div>
<div class="store"><p class="state">Out of stock</p></div></main></body></html>`;
const read = (html: string, stockPlace: string) => parsePage(html, url, { stockPlace });

describe('the stock that a person chose', () => {
  const asked = parsePage(page, url, { wantsCandidates: true });
  const candidates = asked.status === 'ok' ? (asked.stockCandidates ?? []) : [];
  const store = candidates.find(({ availability }) => availability === 'out_of_stock')?.place ?? '';

  it('is one of the places that say something of it', () => {
    expect(candidates).toMatchObject([
      { availability: 'in_stock', words: 'In stock', place: expect.stringContaining('div.online > p.state') },
      { availability: 'in_stock', words: 'Add to cart' },
      { availability: 'out_of_stock', words: 'Out of stock', place: expect.stringContaining('div.store > p.state') },
    ]);
    expect(parsePage(page, url)).not.toHaveProperty('stockCandidates');
  });

  it('is what that place says, whatever others say, and whatever its words become', () => {
    expect(read(page, store)).toMatchObject({
      product: { availability: 'out_of_stock', price: { amountMinor: 2000 } },
    });
    const later = page.replace('Out of stock', '3 left in stock');
    expect(read(later, store)).toMatchObject({ product: { availability: 'in_stock' } });
  });

  it('is found again after a redesign only if that is sure', () => {
    const moved = page.replace('<main>', '<main class="new"><section>').replace('</main>', '</section></main>');
    expect(read(moved, store)).toMatchObject({ product: { availability: 'out_of_stock' } });
    const gone = page.replace('class="store"', 'class="shop"').replace('class="online"', 'class="shop"');
    expect(read(gone, store)).toMatchObject({
      status: 'unrecognized',
      reason: expect.stringContaining('no longer where it was'),
    });
    const silent = page.replace('Out of stock', 'Ask us');
    expect(read(silent, store)).toMatchObject({ status: 'unrecognized', reason: expect.stringContaining('“Ask us”') });
  });

  it('may be what markup alone says', () => {
    const marked = page.replace(
      '</main>',
      '<script type="application/ld+json">{"@type":"Product","name":"Arc Lamp","offers":{"price":"20","priceCurrency":"EUR","availability":"https://schema.org/PreOrder"}}</script></main>',
    );
    expect(parsePage(marked, url, { wantsCandidates: true })).toMatchObject({
      stockCandidates: expect.arrayContaining([{ availability: 'preorder', place: 'markup', words: '' }]),
    });
    expect(read(marked, 'markup')).toMatchObject({ product: { availability: 'preorder' } });
    expect(read(page, 'markup')).toMatchObject({ status: 'unrecognized', reason: expect.stringContaining('markup') });
  });
});
