import { describe, expect, it } from '@jest/globals';
import { HostBackoff, hostOf } from './host-backoff.js';

function start(maxHosts = 10) {
  const time = { now: 1000 };
  const hosts = new HostBackoff({ now: () => time.now, random: () => 0, maxHosts });
  return { hosts, time };
}

describe('HostBackoff', () => {
  it('keeps all tasks of a host back at its first refusal, longer each time, and forgets at a success', () => {
    const { hosts, time } = start();
    hosts.reportFailure('a', 'blocked');
    expect(hosts.waitMs('a')).toBe(5000);
    expect(hosts.waitMs('b')).toBe(0);
    time.now += 5000;
    expect(hosts.waitMs('a')).toBe(0);
    hosts.reportFailure('a', 'blocked');
    expect(hosts.waitMs('a')).toBe(10_000);
    hosts.reportSuccess('a');
    expect(hosts.waitMs('a')).toBe(0);
  });

  it('honours Retry-After, also from a single hiccup', () => {
    const { hosts } = start();
    hosts.reportFailure('a', 'server_error', 60_000);
    expect(hosts.waitMs('a')).toBe(60_000);
  });

  it('forgives two hiccups, and failures that speak of one page only', () => {
    const { hosts } = start();
    hosts.reportFailure('a', 'network');
    hosts.reportFailure('a', 'timeout');
    hosts.reportFailure('a', 'not_found');
    expect(hosts.waitMs('a')).toBe(0);
    hosts.reportFailure('a', 'network');
    expect(hosts.waitMs('a')).toBe(5000);
  });

  it('remembers no more hosts than it may', () => {
    const { hosts } = start(2);
    for (const host of ['a', 'b', 'c']) hosts.reportFailure(host, 'blocked');
    expect(['a', 'b', 'c'].map((host) => hosts.waitMs(host) > 0)).toEqual([false, true, true]);
  });
});

describe('hostOf', () => {
  it('reads host and port of the query', () => {
    expect(hostOf('page', { url: 'http://shop.example:8080/x' })).toBe('shop.example:8080');
    expect(hostOf('page', { url: 'nonsense' })).toBeUndefined();
    expect(hostOf('page', {})).toBeUndefined();
  });

  it('names the API of a source that has one, whatever its query says', () => {
    expect(hostOf('ebay', { q: 'leica' })).toBe('api.ebay.com');
    expect(hostOf('yahoo-shopping-jp', { query: 'leica', url: 'https://shop.example' })).toBe('shopping.yahooapis.jp');
  });
});
