import { describe, expect, it } from '@jest/globals';
import { type PageQuestion, parsePage } from './parse.js';

const variation = (size: string, price: number, more: object = {}) => ({
  attributes: { attribute_pa_size: size, attribute_colour: '' },
  display_price: price,
  display_regular_price: price + 5,
  is_in_stock: true,
  variation_id: 700 + price,
  sku: `OIL-${size.toUpperCase()}`,
  ...more,
});
const ALL = [
  variation('30-ml', 12),
  variation('100-ml', 30, { is_in_stock: false }),
  variation('1-l', 90, { availability_html: '<p class="stock available-on-backorder">On backorder</p>' }),
];

function read(address: string, variations: unknown, question: PageQuestion = {}) {
  const data = JSON.stringify(variations).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const result = parsePage(
    `<html lang="en"><head><title>Linseed Oil – Shop</title></head><body><h1>Linseed Oil</h1>
    <p class="price"><span class="amount">€12.00</span> – <span class="amount">€90.00</span></p>
    <form class="variations_form cart" data-product_variations="${data}"><select name="attribute_pa_size"><option>30 ml</option></select>
    <button class="single_add_to_cart_button disabled">Add to cart</button></form></body></html>`,
    `https://shop.example/product/linseed-oil/${address}`,
    question,
  );
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.product;
}

describe('a variation that the address of a WooCommerce page names', () => {
  it.each([
    ['?attribute_pa_size=30-ml', 1200, 'in_stock'],
    ['?utm_source=x&attribute_pa_size=100-ml', 3000, 'out_of_stock'],
    ['?attribute_pa_size=1-l&attribute_colour=clear', 9000, 'backorder'],
  ])('%s has its own price and stock', (address, amountMinor, availability) => {
    expect(read(address, ALL)).toMatchObject({ price: { amountMinor, currency: 'EUR' }, availability });
  });

  it('is out, without a price, where the shop no longer lists it', () => {
    const product = read('?attribute_pa_size=250-ml', ALL);
    expect(product).toMatchObject({ availability: 'out_of_stock', priceRule: 'none' });
    expect(product.price).toBeUndefined();
  });

  it.each(['100 ml', 'OIL-100-ML', '730'])('is found as %j by the task too', (variant) => {
    expect(read('', ALL, { variant })).toMatchObject({ price: { amountMinor: 3000 }, availability: 'out_of_stock' });
  });

  it('plays no part where it is not named', () => {
    expect(read('', ALL)).toMatchObject({ price: { amountMinor: 1200 }, availability: 'in_stock' });
  });

  it.each([false, 'x', [null, 5, {}], [{ attributes: 3 }], { a: 1 }])('that cannot be read is none: %j', (broken) => {
    expect(read('?attribute_pa_size=100-ml', broken)).toMatchObject({ price: { amountMinor: 1200 } });
  });
});

describe('variations that the shop names only once one is chosen', () => {
  const page = (price: string) =>
    `<title>Linseed Oil</title><h1>Linseed Oil</h1><p class="price">${price}</p>
    <form class="variations_form cart" data-product_variations="false"><select name="attribute_pa_size"><option>30 ml</option></select>
    <button class="single_add_to_cart_button">Add to cart</button></form>`;
  const readAt = (address: string, price: string) => {
    const result = parsePage(page(price), `https://shop.example/oil${address}`);
    return result.status === 'ok' ? result.product.price?.amountMinor : result.reason;
  };

  it('leave the product its range, and a chosen one no price', () => {
    expect(readAt('', '€12.00 – €90.00')).toBe(1200);
    expect(readAt('?attribute_pa_size=', '€12.00 – €90.00')).toBe(1200);
    expect(readAt('?attribute_pa_size=1-l', '€12.00 – €90.00')).toBeUndefined();
    expect(readAt('?attribute_pa_size=1-l', 'From €12.00')).toBeUndefined();
  });

  it('cost what the page shows where all cost the same, or where a browser has drawn it', () => {
    expect(readAt('?attribute_pa_size=1-l', '€12.00')).toBe(1200);
    const drawn =
      '€12.00 – €90.00</p><div class="woocommerce-variation-price"><span class="price">€90.00</span></div><p>';
    expect(readAt('?attribute_pa_size=1-l', drawn)).toBe(9000);
  });

  it('fail with what to do about it where a task asks for one', () => {
    const result = parsePage(page('€12.00 – €90.00'), 'https://shop.example/oil', { variant: '1 l' });
    expect(result).toMatchObject({ status: 'unrecognized', reason: expect.stringContaining('only once it is chosen') });
  });
});

describe('the prices of variants', () => {
  const amounts = { 'OIL-30-ML': 1200, 'OIL-100-ML': 3000, 'OIL-1-L': 9000 };
  it('are remembered, so that one that sells out is no new price', () => {
    expect(read('', ALL).variantPrices).toEqual(amounts);
    const ld = (offers: unknown) =>
      parsePage(
        `<title>Linseed Oil</title><h1>Linseed Oil</h1><script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Linseed Oil', offers })}</script>`,
        'https://shop.example/p',
      );
    const offers = Object.entries(amounts).map(([sku, price]) => ({ price: price / 100, priceCurrency: 'EUR', sku }));
    expect(ld(offers)).toMatchObject({ product: { price: { amountMinor: 1200 }, variantPrices: amounts } });
    const ofAll = { 'range-low': 1200, 'range-high': 1200, 'range-of': 3 };
    expect(ld(offers.map((offer) => ({ ...offer, price: 12 })))).toMatchObject({ product: { variantPrices: ofAll } });
  });

  it('are none where one variant is asked for', () => {
    expect(read('?attribute_pa_size=100-ml', ALL)).not.toHaveProperty('variantPrices');
  });
});
