import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createGuard, type ResolvedAddress } from '@goodshunter/safe-fetch';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type PinningProxy, type PinningProxyOptions, startPinningProxy } from '../../src/browser/pinning-proxy.js';
import { serve } from '../support/serve.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startProxy(options: Partial<PinningProxyOptions>): Promise<PinningProxy> {
  const proxy = await startPinningProxy({
    guard: createGuard(),
    maxBytes: 1_000_000,
    maxRequests: 1000,
    connectTimeoutMs: 2000,
    ...options,
  });
  closers.push(proxy.close);
  return proxy;
}

/** Sends bytes to the proxy and reads until it closes, or until `isEnough`. */
function send(proxy: PinningProxy, text: string, isEnough: (answer: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket: Socket = connect(Number(new URL(proxy.url).port), '127.0.0.1', () => socket.write(text));
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('error', end).on('close', end);
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (isEnough(answer)) end();
    });
  });
}

const hasHead = (answer: string) => answer.includes('\r\n\r\n');
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const connectTo = async (proxy: PinningProxy, target: string) =>
  statusOf(await send(proxy, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`, hasHead));
const getFrom = (proxy: PinningProxy, url: string) =>
  send(proxy, `GET ${url} HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n`);

async function startCanary(listener: RequestListener = (_request, response) => void response.end('secret')) {
  const canary = await serve(listener, { hasRobots: true });
  closers.push(canary.close);
  return canary;
}

describe('the pinning proxy', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.100.100.200',
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'redis',
    'metadata.google.internal',
    'user:password@127.0.0.1',
    'shop.example@127.0.0.1',
  ])('opens nothing at %s, by CONNECT or GET, on any port', async (host) => {
    const canary = await startCanary();
    const proxy = await startProxy({});
    for (const port of [80, 443, canary.port]) {
      expect(await connectTo(proxy, `${host}:${port}`)).not.toBe(200);
      expect(statusOf(await getFrom(proxy, `http://${host}:${port}/`))).not.toBe(200);
    }
    expect(canary.asked).toEqual([]);
  });

  it('opens no port but those of the web on public hosts, and no other scheme', async () => {
    const proxy = await startProxy({ guard: createGuard({ lookup: async () => [] }) });
    for (const port of [22, 25, 3306, 6379, 8080]) expect(await connectTo(proxy, `shop.example:${port}`)).toBe(403);
    for (const url of ['ftp://shop.example/', 'file:///etc/passwd', '/etc/passwd', 'shop.example', '*'])
      expect([400, 403]).toContain(statusOf(await getFrom(proxy, url)));
    expect(proxy.refused).toContain('shop.example:22');
  });

  it.each([
    ['private', ['127.0.0.1']],
    ['public and private', ['93.184.216.34', '127.0.0.1']],
    ['private in IPv6', ['::ffff:127.0.0.1']],
    ['of metadata', ['169.254.169.254']],
  ])('refuses a name whose addresses are %s', async (_name, addresses) => {
    const canary = await startCanary();
    const lookup = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }) as const);
    const proxy = await startProxy({ guard: createGuard({ lookup, allowPorts: [80, canary.port] }) });
    const host = `shop.example:${canary.port}`;
    expect(await connectTo(proxy, host)).toBe(403);
    expect(statusOf(await getFrom(proxy, `http://${host}/`))).toBe(403);
    expect(proxy.refused).toEqual(new Set([host]));
    expect(canary.asked).toEqual([]);
  });

  it('asks for the addresses of a name once for each connection, and dials what it was told', async () => {
    const shop = await startCanary((_request, response) => void response.end('goods'));
    const host = `shop.example:${shop.port}`;
    let lookups = 0;
    const lookup = async (): Promise<ResolvedAddress[]> => {
      lookups += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const proxy = await startProxy({ guard: createGuard({ lookup, allowHosts: [host] }) });
    expect(await getFrom(proxy, `http://${host}/a?b=c`)).toMatch(/goods$/);
    expect(lookups).toBe(1);
    const tunnelled = `CONNECT ${host} HTTP/1.1\r\n\r\nGET /d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect(await send(proxy, tunnelled)).toMatch(/^HTTP\/1\.1 200[\s\S]*goods$/);
    expect(lookups).toBe(2);
    expect(shop.asked).toEqual(['/a?b=c', '/d']);
    // Open is the pair of name and port, not the address behind it.
    expect(await connectTo(proxy, `127.0.0.1:${shop.port}`)).toBe(403);
  });

  it('sends a plain request on under the host of its address, without what is meant for the proxy', async () => {
    let headers: IncomingHttpHeaders = {};
    const shop = await startCanary((request, response) => {
      headers = request.headers;
      response.setHeader('connection', 'keep-alive, x').setHeader('x-goods', 'yes').end('goods');
    });
    const proxy = await startProxy({ guard: createGuard({ allowHosts: [shop.host] }) });
    const extra =
      'Proxy-Authorization: Basic x\r\nProxy-Connection: keep-alive\r\nTE: trailers\r\nAccept: text/html\r\n';
    const request = `GET ${shop.url}/ HTTP/1.1\r\nHost: 169.254.169.254\r\n${extra}Connection: close\r\n\r\n`;
    expect(await send(proxy, request)).toMatch(/^HTTP\/1\.1 200[\s\S]*x-goods: yes[\s\S]*goods$/i);
    expect(headers).toEqual({ host: shop.host, accept: 'text/html', connection: 'close' });
  });

  it('never upgrades a plain request: web sockets come by CONNECT, which is checked', async () => {
    const shop = await startCanary();
    const proxy = await startProxy({ guard: createGuard({ allowHosts: [shop.host] }) });
    const upgrade = `GET ${shop.url}/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await send(proxy, upgrade)).toBe('');
    expect(shop.asked).toEqual([]);
  });

  it('says 502 where nothing listens or a name has no address', async () => {
    const gone = await startCanary();
    await gone.close();
    const lookup = async () => [];
    const proxy = await startProxy({ guard: createGuard({ allowHosts: [gone.host], lookup }) });
    expect(await connectTo(proxy, gone.host)).toBe(502);
    expect(await connectTo(proxy, 'shop.example:443')).toBe(502);
    expect(proxy.refused.size).toBe(0);
  });

  it('ends all it holds when its bytes or requests are used up', async () => {
    const shop = await startCanary((_request, response) => void response.end('x'.repeat(50_000)));
    const guard = createGuard({ allowHosts: [shop.host] });
    const thin = await startProxy({ guard, maxBytes: 10_000 });
    await getFrom(thin, `${shop.url}/`);
    expect(thin.exceeded).toBe('bytes');
    expect(await connectTo(thin, shop.host)).not.toBe(200);
    const brief = await startProxy({ guard, maxRequests: 2 });
    expect(await connectTo(brief, shop.host)).toBe(200);
    expect(await connectTo(brief, shop.host)).toBe(200);
    expect(brief.exceeded).toBeUndefined();
    expect(await connectTo(brief, shop.host)).not.toBe(200);
    expect(brief.exceeded).toBe('requests');
  });
});
