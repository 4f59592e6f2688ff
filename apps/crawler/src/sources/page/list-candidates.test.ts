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
});
