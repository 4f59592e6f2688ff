import { describe, expect, it } from '@jest/globals';
import type { PageProduct } from './page-product.js';
import { parsePage } from './parse.js';
import { withholdNet } from './withhold-net.js';

const KNOWN = { title: 'Copper Kettle', url: 'https://lindgrove.example/p', price: 12_100, currency: 'EUR' };
const product = (amountMinor?: number): PageProduct => ({
  title: 'Copper Kettle',
  url: 'https://lindgrove.example/p',
  availability: 'in_stock',
  priceRule: 'visible',
  confidence: 0.9,
  ...(amountMinor === undefined ? {} : { price: { amountMinor, currency: 'EUR' } }),
});

describe('a price without tax', () => {
  it('is none where the look before showed what people pay', () => {
    expect(withholdNet(product(10_000), true, KNOWN, undefined).product.price).toBeUndefined();
    expect(withholdNet(product(10_000), true, KNOWN, { isNet: false })).not.toHaveProperty('memory');
  });

  it.each([
    ['at the first look', 10_000, undefined, undefined],
    ['where all prices are', 10_000, KNOWN, { isNet: true }],
    ['that no tax leads to', 6_000, KNOWN, undefined],
    ['that is the one known', 12_100, KNOWN, undefined],
  ])('is the price %s', (_when, amount, known, memory) => {
    expect(withholdNet(product(amount), true, known, memory).product.price?.amountMinor).toBe(amount);
  });

  it('is remembered as such, until the page shows another', () => {
    expect(withholdNet(product(10_000), true, undefined, undefined).memory).toEqual({ isNet: true });
    expect(withholdNet(product(10_000), true, KNOWN, { isNet: true })).not.toHaveProperty('memory');
    expect(withholdNet(product(12_100), false, KNOWN, { isNet: true }).memory).toEqual({ isNet: false });
    expect(withholdNet(product(12_100), false, KNOWN, undefined)).not.toHaveProperty('memory');
    expect(withholdNet(product(), false, KNOWN, { isNet: true })).not.toHaveProperty('memory');
  });

  it.each([
    ['<p><span class="price">€100.00</span> excl. VAT</p>', true],
    ['<p><span class="price">€100.00</span> incl. VAT</p>', undefined],
    ['<p class="price">€100.00</p>', undefined],
    ['<p><b>€121.00</b> incl. VAT</p><p><b>€100.00</b> excl. VAT</p>', undefined],
  ])('is seen on a page: %s', (body, isNet) => {
    const html = `<html lang="en-IE"><head><title>Copper Kettle</title></head><body><h1>Copper Kettle</h1>${body}<button>Add to cart</button></body></html>`;
    const result = parsePage(html, 'https://lindgrove.example/p');
    expect(result.status === 'ok' && result.isNet).toBe(isNet);
  });
});
