import { describe, expect, it } from '@jest/globals';
import { hostOf } from './host-of.js';

describe('hostOf', () => {
  it('reads host and port of the query', () => {
    expect(hostOf('page', { url: 'http://shop.example:8080/x' })).toBe('shop.example:8080');
    expect(hostOf('page', { url: 'https://shop.example:443/x' })).toBe('shop.example');
    expect(hostOf('page', { url: 'nonsense' })).toBeUndefined();
    expect(hostOf('page', { url: 'mailto:me@shop.example' })).toBeUndefined();
    expect(hostOf('page', {})).toBeUndefined();
  });

  it('knows a host by one name, however it is spelled', () => {
    for (const url of ['https://SHOP.example/', 'https://shop.example./', 'http://shop%2eexample/a']) {
      expect(hostOf('page', { url })).toBe('shop.example');
    }
    expect(hostOf('page', { url: 'https://shop.example.:8443/' })).toBe('shop.example:8443');
  });

  it('names the API of a source that has one, whatever its query says', () => {
    expect(hostOf('ebay', { q: 'leica' })).toBe('api.ebay.com');
    expect(hostOf('yahoo-shopping-jp', { query: 'leica', url: 'https://shop.example' })).toBe('shopping.yahooapis.jp');
  });
});
