import { describe, expect, it } from '@jest/globals';
import { EVASIONS } from '../test/evasions.js';
import { createGuard } from './guard.js';

const REFUSED = [
  ['not a url', 'invalid_url'],
  ['//example.com/', 'invalid_url'],
  ['http://[::1%25eth0]/', 'invalid_url'],
  ['http://256.0.0.1/', 'invalid_url'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://example.com:70/', 'scheme'],
  ['ftp://example.com/', 'scheme'],
  ['data:text/html,x', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['jar:http://example.com/', 'scheme'],
  ['http://user@example.com/', 'credentials'],
  ['http://user:secret@example.com/', 'credentials'],
  ['http://:secret@example.com/', 'credentials'],
  ['http://example.com:6379/', 'port'],
  ['https://example.com:22/', 'port'],
] as const;

describe('checkUrl', () => {
  const guard = createGuard();

  it.each(EVASIONS)('refuses %j', (url) => {
    expect(guard.checkUrl(url)).toMatchObject({ ok: false, message: expect.stringMatching(/^must /) });
  });

  it.each(REFUSED)('refuses %j for its %s', (url, reason) => {
    expect(guard.checkUrl(url)).toMatchObject({ ok: false, reason });
  });

  it.each([
    'http://example.com/',
    'https://example.com:443/a?b#c',
    'http://1.1.1.1/',
    'https://[2606:4700::1]/',
    'https://例え.jp/',
  ])('takes %s', (url) => expect(guard.checkUrl(url)).toMatchObject({ ok: true, url: new URL(url) }));

  it('opens exactly the named pairs', () => {
    const opened = createGuard({ allowHosts: ['127.0.0.1:8084', 'demo-shop:8084', '[::1]:9000', 'plain:80'] });
    for (const url of ['http://127.0.0.1:8084/', 'http://demo-shop:8084/x', 'http://[::1]:9000/', 'http://plain/']) {
      expect(opened.checkUrl(url).ok).toBe(true);
    }
    for (const url of [
      'http://127.0.0.1:8085/',
      'http://127.0.0.2:8084/',
      'http://localhost:8084/',
      'http://demo-shop/',
      'https://plain/',
      'ftp://demo-shop:8084/',
      'http://user@demo-shop:8084/',
    ]) {
      expect(opened.checkUrl(url).ok).toBe(false);
    }
  });

  it.each(['demo-shop', 'demo-shop:0', 'http://demo:80', 'demo:80/path', 'user@demo:80', ''])(
    'does not start with the pair %j',
    (pair) => expect(() => createGuard({ allowHosts: [pair] })).toThrow('is not a host:port pair'),
  );
});

describe('resolve', () => {
  const answering = (...addresses: string[]) =>
    createGuard({
      allowHosts: ['opened.example:8084'],
      lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });

  it('answers every address when all are public', async () => {
    const guard = answering('93.184.216.34', '2606:4700::1');
    expect(await guard.resolve('shop.example', 443)).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('refuses a name when one of its addresses is private', async () => {
    const guard = answering('93.184.216.34', '10.0.0.1');
    await expect(guard.resolve('shop.example', 443)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
  });

  it('refuses literals without asking the resolver', async () => {
    const guard = answering('93.184.216.34');
    for (const literal of ['127.0.0.1', '[::1]', '::ffff:10.0.0.1']) {
      await expect(guard.resolve(literal, 80)).rejects.toMatchObject({ reason: 'address' });
    }
  });

  it('gives an opened pair whatever it resolves to, and only at its port', async () => {
    const guard = answering('10.0.0.1');
    expect(await guard.resolve('opened.example', 8084)).toEqual([{ address: '10.0.0.1', family: 4 }]);
    await expect(guard.resolve('opened.example', 80)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
  });

  it('tells a missing name from a forbidden one', async () => {
    await expect(answering().resolve('nowhere.example', 80)).rejects.toMatchObject({ code: 'DNS_FAILED' });
    const guard = createGuard({ lookup: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(guard.resolve('nowhere.example', 80)).rejects.toMatchObject({
      code: 'DNS_FAILED',
      cause: { message: 'ENOTFOUND' },
    });
  });
});
