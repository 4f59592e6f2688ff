import { describe, expect, it } from '@jest/globals';
import { recogniseAddress } from './recognise-address.js';
import { SOURCE_QUERY_SCHEMAS } from './source-queries.js';

describe('recogniseAddress', () => {
  it('makes the official source of an eBay search, with its filters', () => {
    const found = recogniseAddress(
      'https://www.ebay.de/sch/i.html?_nkw=leica+m6&_sacat=15230&_udlo=100&_udhi=2000,50&LH_ItemCondition=3000%7C2000&LH_BIN=1&_trksid=p1',
    );
    expect(found).toMatchObject({
      kind: 'keyed',
      source: 'ebay',
      query: {
        q: 'leica m6',
        marketplace: 'EBAY_DE',
        category: '15230',
        minPrice: 10000,
        maxPrice: 200050,
        conditions: ['used', 'refurbished'],
        buyingOptions: ['fixed_price'],
      },
    });
    if (found.kind === 'keyed') expect(SOURCE_QUERY_SCHEMAS.ebay.safeParse(found.query).success).toBe(true);
  });

  it('makes the official source of a Yahoo! Shopping search', () => {
    const found = recogniseAddress(
      'https://shopping.yahoo.co.jp/search?p=%E3%83%A9%E3%82%A4%E3%82%AB&pf=1000&pt=90000&used=1',
    );
    expect(found).toMatchObject({
      source: 'yahoo-shopping-jp',
      query: { query: 'ライカ', minPrice: 1000, maxPrice: 90000, condition: 'used' },
    });
    if (found.kind === 'keyed')
      expect(SOURCE_QUERY_SCHEMAS['yahoo-shopping-jp'].safeParse(found.query).success).toBe(true);
  });

  it.each([
    ['https://www.amazon.de/dp/B000', 'Amazon'],
    ['https://jp.mercari.com/search?keyword=a', 'Mercari'],
    ['https://www.facebook.com/marketplace/', 'Facebook does not allow'],
    ['https://www.instagram.com/x/', 'Instagram does not allow'],
    ['https://www.goofish.com/search?q=a', 'Taobao does not allow'],
    ['https://www.vinted.co.uk/catalog', 'Vinted'],
    ['https://www.ebay.com/', 'no search words'],
    ['https://www.awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fwww.amazon.com%2Fdp%2F1', 'Amazon'],
  ])('refuses %s with the reason', (url, reason) => {
    expect(recogniseAddress(url)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it.each([
    ['https://shop.example/p?utm_source=x&id=3#top', 'https://shop.example/p?id=3'],
    ['https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2Flens%3Fgclid%3D1', 'https://shop.example/lens'],
    ['https://www.google.com/url?q=https://shop.example/a&sa=D', 'https://shop.example/a'],
    ['https://shop.example/search?q=https://other.example', 'https://shop.example/search?q=https://other.example'],
    ['https://notamazon.example/', 'https://notamazon.example/'],
    ['http://shop.example/a;jsessionid=AB12?x=1', 'http://shop.example/a?x=1'],
  ])('cleans %s', (url, cleaned) => {
    expect(recogniseAddress(url)).toEqual({ kind: 'link', url: cleaned });
  });
});
