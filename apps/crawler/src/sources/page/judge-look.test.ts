import type { KnownProduct } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { judgeLook } from './judge-look.js';
import { readPage } from './read-page.js';

interface Shown {
  name: string;
  sku?: string;
  gtin?: string;
  image?: string;
  canonical?: string;
  price?: string;
}

const productPage = ({ name, canonical, price = '79.00', ...more }: Shown) => `<!doctype html><html lang="en"><head>
  <title>${name} | Quayside</title>${canonical ? `<link rel="canonical" href="${canonical}">` : ''}
  <script type="application/ld+json">${JSON.stringify({
    '@type': 'Product',
    name,
    ...more,
    offers: { '@type': 'Offer', price, priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  })}</script></head><body><main><h1>${name}</h1><p class="price">€${price}</p><button>Add to cart</button></main></body></html>`;

const listPage = `<!doctype html><html lang="en"><head><title>Kettles | Quayside</title></head><body><main><h1>Kettles</h1>
  <p>Sort by price</p><ul>${['Anna', 'Berta', 'Cleo', 'Dora']
    .map(
      (name) =>
        `<li class="tile"><a href="/k/${name}">Kettle ${name}</a><b>€${name.length}9.00</b><button>Add to cart</button></li>`,
    )
    .join('')}</ul></main></body></html>`;
const frontPage = `<!doctype html><html lang="en"><head><title>Quayside: everything for tea</title></head><body><main><h1>Everything for tea</h1>
  <section><h2>This week: Teapot Mara</h2><p class="price">€49.00</p><button>Add to cart</button></section></main></body></html>`;
const loginPage = `<!doctype html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in</h1><form><input name="user"><input type="password" name="p"><button>Sign in</button></form></body></html>`;
const checkPage = `<!doctype html><html lang="en"><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1><p>Verify you are human.</p></body></html>`;

const ASKED = 'https://shop.example/p/kettle-7';
const look = (html: string, found = ASKED, known?: Partial<KnownProduct>, asked = ASKED) =>
  judgeLook(
    readPage(Buffer.from(html), { url: found, contentType: 'text/html' }),
    { asked, found },
    known && { title: 'Kettle Arc 7', url: ASKED, ...known },
  );
const isGone = { status: 'failed', kind: 'gone' };

describe('a look at a page that was of a product', () => {
  it('is of it still, at its address', () => {
    expect(look(productPage({ name: 'Kettle Arc 7' }), ASKED, {})).toMatchObject({
      status: 'ok',
      product: { title: 'Kettle Arc 7', price: { amountMinor: 7900 } },
    });
  });

  it.each<[string, Shown, Partial<KnownProduct>]>([
    [
      'its title',
      { name: 'The boiling wonder', image: 'https://cdn.example/7.jpg' },
      { imageUrl: 'https://cdn.example/7.jpg' },
    ],
    ['its title, of which nothing else is known', { name: 'The boiling wonder' }, {}],
    [
      'its picture',
      { name: 'Kettle Arc 7', image: 'https://cdn.example/b.jpg' },
      { imageUrl: 'https://cdn.example/a.jpg' },
    ],
    [
      'title and picture, and not its number',
      { name: 'The boiling wonder', sku: 'K-7', image: 'https://cdn.example/b.jpg' },
      { sku: 'k-7', imageUrl: 'https://cdn.example/a.jpg' },
    ],
    ['its canonical address', { name: 'Kettle Arc 7', canonical: 'https://shop.example/p/arc' }, {}],
    ['its sku', { name: 'Kettle Arc 7', sku: 'NEW-1' }, { sku: 'OLD-1' }],
  ])('is of it still when it changes %s', (_what, shown, known) => {
    expect(look(productPage(shown), ASKED, known)).toMatchObject({ status: 'ok' });
  });

  it('is of something else when no word of the title is left, nothing else tells, and the price is another', () => {
    const known = { price: 12_900, currency: 'EUR' };
    expect(look(productPage({ name: 'Wool blanket' }), ASKED, known)).toMatchObject(isGone);
    expect(look(productPage({ name: 'Wool blanket', price: '129.00' }), ASKED, known)).toMatchObject({ status: 'ok' });
    expect(look(productPage({ name: 'Arc, the kettle 7' }), ASKED, known)).toMatchObject({ status: 'ok' });
  });

  it('is of something else when nothing of it is left', () => {
    const other = productPage({ name: 'Wool blanket', sku: 'W-1', image: 'https://cdn.example/w.jpg' });
    expect(look(other, ASKED, { sku: 'K-7', imageUrl: 'https://cdn.example/7.jpg' })).toMatchObject({
      ...isGone,
      message: 'The shop took this product away: the page is now about "Wool blanket"',
    });
    expect(look(other, ASKED, undefined)).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['a list', listPage, 'https://shop.example/kettles'],
    ['its front page', frontPage, 'https://shop.example/'],
    ['its front page in a language', frontPage, 'https://shop.example/en/'],
    ['another product', productPage({ name: 'Wool blanket' }), 'https://shop.example/p/blanket'],
    ['the next model', productPage({ name: 'Kettle Arc 8' }), 'https://shop.example/p/kettle-8'],
    ['one of another number', productPage({ name: 'Kettle Arc 7', sku: 'K-8' }), 'https://shop.example/p/kettle-b'],
  ])('is gone where the shop leads to %s', (_where, html, found) => {
    expect(look(html, found, { sku: 'K-7' })).toEqual({
      ...isGone,
      message: `The shop took this product away: it leads to ${found}`,
    });
  });

  it.each([
    ['an address of its own', 'https://shop.example/products/kettle-arc'],
    ['www', 'https://www.shop.example/p/kettle-7'],
    ['a slash', 'https://shop.example/p/kettle-7/'],
    ['http', 'http://shop.example/p/kettle-7'],
    ['a language', 'https://shop.example/p/kettle-7?lang=en'],
  ])('follows the product to %s', (_where, found) => {
    expect(look(productPage({ name: 'Kettle Arc 7' }), found, {})).toMatchObject({ status: 'ok' });
  });

  it.each(['Kettle Arc 8', 'Kettle Arc II'])('is gone where the shop leads to %s with the same picture', (name) => {
    const picture = 'https://cdn.example/arc.jpg';
    const found = 'https://shop.example/p/kettle-next';
    expect(look(productPage({ name, image: picture }), found, { imageUrl: picture })).toMatchObject(isGone);
    const same = productPage({ name: 'Arc 7, the kettle', image: picture });
    expect(look(same, found, { imageUrl: picture })).toMatchObject({ status: 'ok' });
  });

  it('follows a product that took another name along with its number', () => {
    const renamed = productPage({ name: 'The boiling wonder', gtin: '4006381333931' });
    const found = 'https://shop.example/p/wonder';
    expect(look(renamed, found, { gtin: '4006381333931' })).toMatchObject({ status: 'ok' });
    expect(look(renamed, found, {})).toMatchObject(isGone);
  });

  it.each([
    ['a login', loginPage, 'https://shop.example/login?back=/p/kettle-7'],
    ['a check for robots', checkPage, ASKED],
  ])('is blocked by %s, not gone', (_what, html, found) => {
    expect(look(html, found, {})).toMatchObject({ status: 'failed', kind: 'blocked' });
  });

  it('is gone when the page says so and shows something else', () => {
    const html = `<!doctype html><html lang="de"><head><title>Artikel nicht mehr verfügbar | Kai</title></head><body><main><h1>Dieser Artikel ist nicht mehr verfügbar</h1>
      <p>Vielleicht gefällt Ihnen:</p><div><h2>Teekanne Mara</h2><p class="price">49,00 €</p><button>In den Warenkorb</button></div></main></body></html>`;
    expect(look(html, ASKED, {})).toMatchObject(isGone);
  });
});

describe('a first look', () => {
  it('takes the page it is led to for the product, unless that is the front page', () => {
    const found = 'https://shop.example/p/kettle-arc';
    expect(look(productPage({ name: 'Kettle Arc 7' }), found)).toMatchObject({ status: 'ok' });
    expect(look(frontPage, 'https://shop.example/')).toMatchObject(isGone);
    expect(look(frontPage, 'https://shop.example/', undefined, 'https://shop.example/')).not.toMatchObject(isGone);
  });
});
