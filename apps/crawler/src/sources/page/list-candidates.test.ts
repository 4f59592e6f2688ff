import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const body = `<html><head><title>Arc Lamp</title></head><body><main><h1>Arc Lamp</h1><div class="buy now"><span class="price">€20.00</span></div>
<p>Deposit: <b>€5.00</b></p><button>Add to cart</button>${Array.from({ length: 12 }, (_, index) => `<p>Part ${index}: €3${index}.00</p>`).join('')}</main></body></html>`;

describe('the candidates of a page', () => {
  it('are the likeliest amounts, the chosen one first, with words and place, and few', () => {
    const result = parsePage(body, 'https://shop.example/p', { wantsCandidates: true });
    const candidates = result.status === 'ok' ? (result.candidates ?? []) : [];
    expect(candidates[0]).toMatchObject({
      amount: 2000,
      currency: 'EUR',
      words: '€20.00',
      place: expect.stringContaining('div.buy > span.price'),
    });
    expect(candidates.length).toBeLessThanOrEqual(8);
    expect(candidates.length).toBeGreaterThan(2);
    expect(new Set(candidates.map(({ amount }) => amount)).size).toBe(candidates.length);
    expect(candidates.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.01);
  });

  it('are listed only where they are asked for', () => {
    expect(parsePage(body, 'https://shop.example/p')).not.toHaveProperty('candidates');
  });

  it('are kept by the choice of a person: by place, not by text, and after a redesign only if that is sure', () => {
    const page = body.replace(
      '<p>Deposit: <b>€5.00</b></p>',
      '<div class="deposit"><b class="sum">€5.00</b> deposit</div>',
    );
    const read = (html: string, pricePlace: string) => parsePage(html, 'https://shop.example/p', { pricePlace });
    const asked = parsePage(page, 'https://shop.example/p', { wantsCandidates: true });
    const candidates = asked.status === 'ok' ? (asked.candidates ?? []) : [];
    for (const { amount, place } of candidates) {
      expect(read(page, place)).toMatchObject({
        status: 'ok',
        product: { price: { amountMinor: amount }, priceRule: 'chosen' },
      });
    }
    const deposit = candidates.find(({ amount }) => amount === 500)?.place ?? '';
    // Other words, another amount, the same place.
    const later = page.replace('€5.00</b> deposit', '€6.50</b> to pay first');
    expect(read(later, deposit)).toMatchObject({ product: { price: { amountMinor: 650 } } });
    const moved = later.replace('<main>', '<main class="new"><section>').replace('</main>', '</section></main>');
    expect(read(moved, deposit)).toMatchObject({ product: { price: { amountMinor: 650 } } });
    const gone = later.replace('€6.50', 'nothing');
    expect(read(gone, deposit)).toMatchObject({
      status: 'unrecognized',
      reason: expect.stringContaining('no longer where it was'),
    });
  });
});
