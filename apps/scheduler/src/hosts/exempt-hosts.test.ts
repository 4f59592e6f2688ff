import { createGuard } from '@goodshunter/safe-fetch';
import { describe, expect, it } from '@jest/globals';
import { createExemption } from './exempt-hosts.js';
import { hostOf } from './host-of.js';

describe('hosts without a budget', () => {
  const isExempt = createExemption(createGuard({ allowHosts: ['demo.example:8084', '[::1]:8084', 'own.example:443'] }));

  it.each([
    ['http://demo.example:8084/x', true],
    ['http://demo.example/x', false],
    ['http://demo.example.:8084/x', true],
    ['http://[::1]:8084/', true],
    ['https://own.example/', true],
    ['https://own.example:8443/', false],
    ['https://shop.example/', false],
  ])('%s: %s', (url, expected) => {
    expect(isExempt(hostOf('page', { url }) ?? '')).toBe(expected);
  });

  it('are none whose name is too long to be one', () => {
    for (let length = 200; length < 260; length += 1) {
      const url = `https://${'a'.repeat(length)}.xn--mgberp4a5d4ar.com/`;
      expect(isExempt(hostOf('page', { url }) ?? '')).toBe(false);
    }
  });
});
