import { describe, expect, it } from '@jest/globals';
import { createRobotsOverride } from './robots-override.js';
import { SOURCE_QUERY_SCHEMAS } from './source-queries.js';

describe('createRobotsOverride', () => {
  const mayIgnore = createRobotsOverride([
    'Shop.example',
    'other.example:8443',
    'third.example:443',
    'bücher.example',
    '[2001:db8::1]',
  ]);

  it.each([
    ['https://shop.example/a', true],
    ['http://SHOP.example:80/', true],
    ['https://shop.example:443/', true],
    ['https://shop.example:8443/', false],
    ['https://www.shop.example/', false],
    ['https://shop.example.evil.example/', false],
    ['https://evilshop.example/', false],
    ['https://other.example:8443/', true],
    ['https://other.example/', false],
    ['https://third.example/', true],
    ['https://xn--bcher-kva.example/', true],
    ['https://[2001:db8::1]/', true],
  ])('of %s: %s', (url, expected) => {
    expect(mayIgnore(new URL(url))).toBe(expected);
  });

  it('is for nobody by default', () => {
    expect(createRobotsOverride([])(new URL('https://shop.example'))).toBe(false);
  });
});

describe('ignoreRobots', () => {
  it.each(['feed', 'page', 'shopify', 'woocommerce'] as const)('is part of the query of %s', (source) => {
    const parse = (ignoreRobots: unknown) =>
      SOURCE_QUERY_SCHEMAS[source].safeParse({ url: 'https://shop.example', ignoreRobots });
    expect(parse(true).data).toMatchObject({ ignoreRobots: true });
    expect(parse('true').success).toBe(false);
  });

  it('is no part of those of official APIs, which have no robots.txt', () => {
    expect(SOURCE_QUERY_SCHEMAS.ebay.safeParse({ q: 'leica', ignoreRobots: true }).success).toBe(false);
  });
});
