import { expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

function currencyOf(body: string, { lang = 'en', url = 'https://shop.example/p/kettle', head = '' } = {}) {
  const result = parsePage(
    `<html lang="${lang}"><head><title>Kettle – Shop</title>${head}</head><body><h1>Kettle</h1>${body}<button>Add to cart</button></body></html>`,
    url,
  );
  return result.status === 'ok' ? result.product.price?.currency : undefined;
}
const bare = '<span class="price">1 299</span>';
const offer = '<script type="application/ld+json">{"@type":"Product","name":"Kettle","offers":{"price":"89"}}</script>';

it.each([
  ['the country of the address', bare, { lang: 'sv', url: 'https://butik.se/p' }, 'SEK'],
  ['the region of the language', bare, { lang: 'nb-NO' }, 'NOK'],
  ['a dash for cents', '<span class="price">20,-</span>', { lang: 'de-AT' }, 'EUR'],
  ['a currency without decimals', '<b class="price">4,980</b>', { url: 'https://mise.example.jp/p' }, 'JPY'],
  ['markup without a currency', offer, { url: 'https://sklep.pl/p' }, 'PLN'],
  ['markup beside amounts of one currency', `${offer}<i>Shipping 5 CHF</i><i>Set 150 CHF</i>`, {}, 'CHF'],
  ['markup beside what is shown', `${offer}<b class="price">€89</b>`, { url: 'https://sklep.pl/p' }, 'EUR'],
  ['nothing', bare, {}, null],
])('takes the currency of a price without a sign from %s', (_name, body, page, currency) => {
  expect(currencyOf(body, page)).toBe(currency);
});

const dollars = '<span class="price">$25.00</span>';
it.each([
  ['English, no country', dollars, {}, 'USD'],
  ['an address in the States, ships to Canada', `${dollars}<p>Reno, NV 89502. We ship to Canada.</p>`, {}, 'USD'],
  ['a shop of Canada', `${dollars}<p>Made in Toronto</p>`, {}, null],
  ['prices with GST', `${dollars}<p>incl. GST</p>`, {}, null],
  ['another language', dollars, { lang: 'es' }, null],
  ['a region', dollars, { lang: 'en-AU' }, 'AUD'],
  ['a country without dollars', dollars, { url: 'https://laden.de/p' }, null],
])(
  'takes a dollar sign for the American one only where nothing speaks of others: %s',
  (_name, body, page, currency) => {
    expect(currencyOf(body, page)).toBe(currency);
  },
);
