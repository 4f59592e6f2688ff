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

it.each([
  ['a sentence about its prices', '<p>All prices are shown in Canadian dollars.</p>', {}, 'CAD'],
  ['another amount', '<p>Gift wrap for NZ$5</p>', {}, 'NZD'],
  ['a switch', '<select><option value="USD">USD</option><option value="AUD" selected>AUD</option></select>', {}, 'AUD'],
  ['a tag without an amount', '', { head: '<meta property="product:price:currency" content="SGD">' }, 'SGD'],
  ['the region of its tags', '', { head: '<meta property="og:locale" content="en_NZ">' }, 'NZD'],
  [
    'its own address among translations',
    '',
    {
      head: '<link rel="alternate" hreflang="en-CA" href="https://shop.example/p/kettle"><link rel="alternate" hreflang="en-AU" href="https://shop.example/au/p/kettle">',
    },
    'CAD',
  ],
  ['its script', '', { head: '<script>Shopify.currency = {"active":"CAD","rate":"1.0"};</script>' }, 'CAD'],
  ['where the shop is', '<footer>40 Rue Basse, Québec G1K 3A9</footer>', { lang: 'fr' }, 'CAD'],
  ['a number of its business', '<footer>ABN 51 824 753 556</footer>', {}, 'AUD'],
  ['no two that differ', '<p>Prices in CAD. Also sold in AUD: prices in AUD below.</p>', { lang: '' }, null],
  ['no mention beside prices', '<p>A kettle from Canada.</p>', {}, null],
  [
    'no tag of a currency that has no dollar sign',
    '',
    { head: '<meta property="og:locale" content="de_DE">', lang: '' },
    null,
  ],
])('takes a dollar sign for what the page says elsewhere: %s', (_name, body, page, currency) => {
  expect(currencyOf(dollars + body, page)).toBe(currency);
});
