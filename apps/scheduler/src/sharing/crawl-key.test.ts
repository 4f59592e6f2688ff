import { describe, expect, it } from '@jest/globals';
import { createCrawlKeys } from './crawl-key.js';
import type { CrawlOrder } from './crawl-order.js';

type Request = CrawlOrder['request'];
const base: Request = {
  source: 'shopify',
  query: { url: 'https://shop.example', collection: 'shoes' },
  deadlineMs: 20_000,
};
const near = (more: Partial<Request> = {}) => createCrawlKeys({ request: { ...base, ...more } }).near;
const exact = (more: Partial<Request> = {}) => createCrawlKeys({ request: { ...base, ...more } }).exact();

describe('createCrawlKeys', () => {
  it('knows a query by what it asks, however it is written', () => {
    expect(near({ query: { collection: 'shoes', url: 'https://SHOP.example/' } })).toBe(near());
    expect(near({ deadlineMs: 5000, correlationId: 'other' })).toBe(near());
    expect(near({ source: 'ebay', query: { q: ' leica m3 ' } })).toBe(
      near({ source: 'ebay', query: { q: 'leica m3', marketplace: 'EBAY_US', buyingOptions: ['fixed_price'] } }),
    );
  });

  it.each<[string, Partial<Request>]>([
    ['source', { source: 'woocommerce', query: { url: 'https://shop.example' } }],
    ['address', { query: { url: 'https://shop.example/de', collection: 'shoes' } }],
    ['part of the shop', { query: { url: 'https://shop.example' } }],
    ['currency', { currencyHint: 'EUR' }],
    ['key of its API', { credentials: { clientId: 'a' } }],
    ['validators', { validators: { 'https://shop.example/products.json': { etag: '"1"' } } }],
    ['way to stop at known items', { knownKeys: ['a'] }],
    ['query that fits no schema', { query: { url: 'nonsense', more: 1 } }],
  ])('tells requests apart by their %s', (_what, more) => {
    expect(near(more)).not.toBe(near());
  });

  it('tells known items apart in the exact key only', () => {
    expect(near({ knownKeys: ['a', 'b'] })).toBe(near({ knownKeys: ['c'] }));
    expect(exact({ knownKeys: ['a', 'b'] })).not.toBe(exact({ knownKeys: ['a', 'c'] }));
    expect(exact({ knownKeys: ['a', 'b'] })).toBe(exact({ knownKeys: ['a', 'b'] }));
  });

  it('shows neither addresses nor keys', () => {
    expect(near({ credentials: { clientSecret: 'very-secret' } })).toMatch(/^[\w-]{43}$/);
  });
});
