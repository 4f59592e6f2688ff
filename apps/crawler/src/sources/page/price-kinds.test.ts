import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const PAGE_URL = 'https://shop.example/p/lamp';
const ld = (offers: object, name = 'Arc Lamp') =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name, offers: { '@type': 'Offer', priceCurrency: 'EUR', ...offers } })}</script>`;

function read(body: string, lang = 'en') {
  const result = parsePage(
    `<html lang="${lang}"><head><title>Arc Lamp – Shop</title></head><body><main><h1>Arc Lamp</h1>${body}</main></body></html>`,
    PAGE_URL,
  );
  return result.status === 'ok' ? result.product : undefined;
}
const priceOf = (body: string, lang?: string) => {
  const price = read(body, lang)?.price;
  return price === undefined ? null : `${price.amountMinor / 100} ${price.currency}`;
};
const BUY = '<button>Add to cart</button>';

describe('the price of a page', () => {
  it.each([
    [
      'per m² first',
      '<dl><dt>Miete je m²</dt><dd><span class="price">14,50 €</span></dd><dt>Gesamtmiete</dt><dd><span class="price">812,00 €</span></dd></dl>',
      '812 EUR',
    ],
    [
      'per m² behind',
      `<span class="price">14,50 €</span><span>per m²</span><span class="price">812,00 €</span>${BUY}`,
      '812 EUR',
    ],
    [
      'a table with heads',
      '<table><tr><th>Prix au kilo</th><th>Prix</th></tr><tr><td>9,90 €</td><td>4,95 €</td></tr></table>',
      '4.95 EUR',
    ],
    [
      'a table with labels',
      '<table><tr><th>Grundpreis</th><td>19,80 €</td></tr><tr><th>Preis</th><td>4,95 €</td></tr></table>',
      '4.95 EUR',
    ],
    [
      'used behind a label that ends in "from"',
      `<p><span>Occasion à partir de</span> <b class="price">20,00 €</b></p><p><span>Neuf</span> <b class="price">30,00 €</b></p>${BUY}`,
      '30 EUR',
    ],
    [
      'the lowest price of 30 days',
      `<b>79,00 €</b> <s>99,00 €</s><p>Niedrigster Preis der letzten 30 Tage: 75,00 €</p>${BUY}`,
      '79 EUR',
    ],
    ['cents that are said by a point', `<p class="price">€64.<span>50</span></p>${BUY}`, '64.5 EUR'],
    ['cents in an element of their own sign', `<p class="price">64\n <small>,50 €</small></p>${BUY}`, '64.5 EUR'],
    [
      'cents raised by style alone',
      `<p class="price">€64<span style="vertical-align: super">50</span></p>${BUY}`,
      '64.5 EUR',
    ],
    ['cents set small by style alone', `<p>€1.064<i style="font-size:.6em">50</i></p>${BUY}`, '1064.5 EUR'],
    ['digits that style leaves alone', `<p>€64<span style="color:red">50</span></p>${BUY}`, null],
    [
      'digits that stand apart, as they are spoken',
      `<p class="price" aria-label="€119.95"><i>€</i><i>119</i><i>95</i></p>${BUY}`,
      '119.95 EUR',
    ],
    ['digits that stand apart', `<p class="price"><i>€</i><i>119</i><i>95</i></p>${BUY}`, null],
    [
      'what members pay in markup',
      ld({
        priceSpecification: [
          { price: '8.00', priceCurrency: 'EUR', validForMemberTier: { '@type': 'MemberProgramTier', name: 'gold' } },
          { price: '10.00', priceCurrency: 'EUR' },
        ],
      }) + BUY,
      '10 EUR',
    ],
    [
      'per kilo in words that also name prices',
      `<dl><dt>Precio por kilo</dt><dd><span class="price">9,80 €</span></dd><dt>Precio</dt><dd><span class="price">4,90 €</span></dd></dl>${BUY}`,
      '4.9 EUR',
    ],
    [
      'per m² after a stroke',
      `<table><tr><td>Miete/m²</td><td>11,00 €</td></tr><tr><td>Gesamtmiete</td><td>880,00 €</td></tr></table>`,
      '880 EUR',
    ],
    ['per metre', `<p class="price">€4.20 per metre</p><p class="price">€21.00</p>${BUY}`, '21 EUR'],
    ['a deposit', `<p><span>Pfand:</span> <b>0,25 €</b></p><p><b>1,99 €</b></p>${BUY}`, '1.99 EUR'],
    ['an estimate', `<p>Est. value: <b>€500.00</b></p><p>Price: <b>€320.00</b></p>${BUY}`, '320 EUR'],
    [
      'a list price',
      `<p>Retail price: <b>€125.00</b></p><p>Your savings: <b>€11.05</b></p><p>Your price: <b>€113.95</b></p>${BUY}`,
      '113.95 EUR',
    ],
    ['what it was', `<span>Was</span> <b>€60.00</b> <span>Now</span> <b>€45.00</b>${BUY}`, '45 EUR'],
    ['a threshold', `<p>Free shipping on orders €49+</p><span class="price">€18.00</span>${BUY}`, '18 EUR'],
    ['a member’s price', `<p>Members only <b>€9.00</b></p><span class="price">€12.00</span>${BUY}`, '12 EUR'],
    ['instalments', `<p><b>€25.00</b> per month</p><span class="price">€300.00</span>${BUY}`, '300 EUR'],
    [
      'instalments of a label',
      `<span>Monatliche Rate</span><b>25,00 €</b><span class="price">300,00 €</span>${BUY}`,
      '300 EUR',
    ],
    ['shipping', `<dl><dt>Versandkosten</dt><dd>4,95 €</dd><dt>Preis</dt><dd>30,00 €</dd></dl>${BUY}`, '30 EUR'],
    [
      'net and gross',
      `<p>Netto: <span class="price">100,00 €</span></p><p>Brutto: <span class="price">119,00 €</span></p>${BUY}`,
      '119 EUR',
    ],
    [
      'gross and net',
      `<span class="price">121,00 €</span> <small>incl. btw</small><div><span class="price">100,00 €</span> <small>excl. btw</small></div>${BUY}`,
      '121 EUR',
    ],
    ['net alone', `<span class="price">100,00 €</span> <small>excl. VAT</small>${BUY}`, '100 EUR'],
    [
      'net in markup',
      `${ld({ price: '100.00' })}<p>zzgl. MwSt.: 100,00 €</p><p>inkl. MwSt.: <b class="price">119,00 €</b></p>${BUY}`,
      '119 EUR',
    ],
    ['cents on a new line', `<span class="x">€ 68\n  <sup>50</sup></span>${BUY}`, '68.5 EUR'],
    ['a space before the cents', `<span class="price">1.837, 32 €</span>${BUY}`, '1837.32 EUR'],
    ['cents behind the sign', `<span class="price">35€ 99</span>${BUY}`, '35.99 EUR'],
  ])('is not another amount: %s', (_name, body, expected) => {
    expect(priceOf(body)).toBe(expected);
  });

  it.each([
    [
      'struck through elsewhere',
      `<span class="price">€48.99</span>${BUY}<p>From <b>€12.00</b></p><footer></footer><ul class="more"><li><del>€48.99</del> <b>€29.00</b></li></ul>`,
      '48.99 EUR',
    ],
    [
      'struck through in a card',
      `<span class="price">€48.99</span>${BUY}<h2>You may like</h2><ul><li><a href="/a">A</a> <s>€48.99</s> €20.00</li><li><a href="/b">B</a> <s>€60.00</s> €30.00</li></ul>`,
      '48.99 EUR',
    ],
    ['struck through in its place', `<s>€48.99</s> <span class="price">€39.00</span>${BUY}`, '39 EUR'],
    [
      'struck through by a style',
      `<span style="text-decoration: line-through">€48.99</span> <b>€39.00</b>${BUY}`,
      '39 EUR',
    ],
    [
      'struck through by a utility class',
      `<span class="text-sm line-through">€48.99</span> <span class="text-xl">€39.00</span>${BUY}`,
      '39 EUR',
    ],
    ['old in markup', `${ld({ price: '48.99' })}<del>€48.99</del> <b>€39.00</b>${BUY}`, '39 EUR'],
    ['by a percentage', `<span class="a">€200.00</span> <em>-50%</em> <span class="b">€100.00</span>${BUY}`, '100 EUR'],
  ])('is old where its own place says so: %s', (_name, body, expected) => {
    expect(priceOf(body)).toBe(expected);
  });

  it.each([
    [
      'of a row of cards',
      '<ul><li class="c"><a href="/a">A</a><b>€1.00</b></li><li class="c"><a href="/b">B</a><b>€2.00</b></li><li class="c"><a href="/c">C</a><b>€3.00</b></li></ul>',
    ],
    [
      'of others, below their heading',
      '<p>Ask us.</p><h2>You may also like</h2><a href="/x"><span class="price">€9.00</span></a>',
    ],
    [
      'of a thing that is out and has none',
      `${ld({ availability: 'OutOfStock', price: undefined })}<p>Sold out</p><div class="hint"><b>€20.00</b></div>`,
    ],
    [
      'of what takes its place',
      '<p>This item has been discontinued.</p><div><h2>Replacement: Arc Lamp 2</h2><p class="price">€59.00</p><a href="/2">See it</a></div>',
    ],
    [
      'of its successor',
      '<p>Ausverkauft</p><section><h3>Nachfolgemodell</h3><a href="/2">Arc Lamp 2</a> <b class="price">59,00 €</b></section>',
    ],
    ['zero', `<span class="price">€0.00</span>${BUY}`],
    ['zero in markup', `${ld({ price: '0' })}${BUY}`],
    ['of several products in markup, none of them its own', ld({ price: 5 }, 'Chair') + ld({ price: 7 }, 'Table')],
  ])('is none: %s', (_name, body) => {
    expect(priceOf(body)).toBeNull();
  });

  it('is what people see where the shop converted only that', () => {
    const body = `${ld({ price: '549.56' })}<p class="price">132,34 €</p>${BUY}<ul><li>AED 549.56</li><li>CHF 124.10</li></ul>`;
    expect(priceOf(body)).toBe('132.34 EUR');
  });

  it('is that of the product by exact markup, not a neighbour’s', () => {
    const body = `${ld({ price: '79.00' })}<div id="buy"></div>${BUY}<div><a href="/p/2">Shade</a> <span class="price">€12.00</span></div>`;
    expect(priceOf(body)).toBe('79 EUR');
  });

  it('is known in languages without spaces by its name', () => {
    const other = { '@type': 'Product', name: '木製の椅子', offers: { price: 5000, priceCurrency: 'JPY' } };
    const own = { '@type': 'Product', name: '真鍮の机上ランプ', offers: { price: 7000, priceCurrency: 'JPY' } };
    const html = `<html lang="ja"><head><title>真鍮の机上ランプ | 店</title></head><body><h1>真鍮の机上ランプ</h1><script type="application/ld+json">${JSON.stringify([other, own])}</script></body></html>`;
    const result = parsePage(html, PAGE_URL);
    expect(result).toMatchObject({ product: { price: { amountMinor: 7000, currency: 'JPY' } } });
  });

  it('is less sure where a part of the page names something else', () => {
    const own = read(`<section><h2>Details and price</h2><p class="price">€49.00</p>${BUY}</section>`);
    const foreign = read(`<section><h2>This week: Storm Lantern</h2><p class="price">€49.00</p>${BUY}</section>`);
    expect(foreign?.confidence ?? 0).toBeLessThan(own?.confidence ?? 0);
  });

  it('is surer where markup and sight agree than where one speaks alone', () => {
    const both = read(`${ld({ price: '20.00' })}<span class="price">€20.00</span>${BUY}`)?.confidence ?? 0;
    const sight = read(`<span class="price">€20.00</span>${BUY}`)?.confidence ?? 0;
    const markup = read(`${ld({ price: '20.00' })}${BUY}`)?.confidence ?? 0;
    expect(both).toBeGreaterThan(Math.max(sight, markup));
  });
});
