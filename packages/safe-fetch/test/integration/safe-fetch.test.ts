import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGuard, createSafeFetcher, type GuardOptions, type SafeFetcher } from '../../src/index.js';
import { serve, serveRaw, type TestServer } from './hostile-server.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function server(listener: RequestListener): Promise<TestServer> {
  const started = await serve(listener);
  closers.push(started.close);
  return started;
}
async function rawServer(onRequest: (socket: Socket) => void): Promise<TestServer> {
  const started = await serveRaw(onRequest);
  closers.push(started.close);
  return started;
}
function fetcher(options: GuardOptions, more: { maxHeaderBytes?: number } = {}): SafeFetcher {
  const created = createSafeFetcher({ guard: createGuard(options), userAgent: 'test-agent', ...more });
  closers.push(created.close);
  return created;
}

describe('an ordinary answer', () => {
  it('comes back with status, headers and body, and says who asks', async () => {
    const shop = await server((request, response) => {
      response.setHeader('x-agent', request.headers['user-agent'] ?? '');
      response.writeHead(418).end('short and stout');
    });
    const answer = await fetcher({ allowHosts: [shop.host] }).fetch(`${shop.url}/pot`);
    expect(answer).toMatchObject({ status: 418, url: `${shop.url}/pot`, redirects: [] });
    expect(answer.headers['x-agent']).toBe('test-agent');
    expect(answer.body.toString()).toBe('short and stout');
  });

  it('carries a body and headers there', async () => {
    const shop = await server((request, response) => {
      request.pipe(response.setHeader('x-type', request.headers['content-type'] ?? ''));
    });
    const answer = await fetcher({ allowHosts: [shop.host] }).fetch(shop.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(answer.body.toString()).toBe('{"a":1}');
    expect(answer.headers['x-type']).toBe('application/json');
  });

  const text = 'a price of 12,34 € '.repeat(500);
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('is decompressed from %s', async (coding, body) => {
    const shop = await server((_request, response) => {
      response.setHeader('content-encoding', coding).end(body);
    });
    const answer = await fetcher({ allowHosts: [shop.host] }).fetch(shop.url);
    expect(answer.body.toString()).toBe(text);
  });

  it('may be empty although a coding is named', async () => {
    const shop = await server((request, response) => {
      response.writeHead(request.url === '/304' ? 304 : 200, { 'content-encoding': 'gzip' }).end();
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    for (const path of ['/304', '/200']) expect((await fetch(shop.url + path)).body).toHaveLength(0);
  });
});

describe('the guard on the way', () => {
  it('refuses addresses that were not opened before anything is sent', async () => {
    const canary = await server((_request, response) => void response.end('secret'));
    const { fetch } = fetcher({ allowPorts: [canary.port] });
    for (const url of [canary.url, `http://[::ffff:127.0.0.1]:${canary.port}`, `http://2130706433:${canary.port}`]) {
      await expect(fetch(url)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
    }
    expect(canary.hits).toBe(0);
  });

  it('refuses a public name that resolves to a private address', async () => {
    const canary = await server((_request, response) => void response.end('secret'));
    const { fetch } = fetcher({
      allowPorts: [canary.port],
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    await expect(fetch(`http://rebound.example:${canary.port}/`)).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
      reason: 'address',
    });
    expect(canary.hits).toBe(0);
  });

  it('asks the resolver once per connection, so that a second answer is never used', async () => {
    const shop = await server((_request, response) => void response.setHeader('connection', 'close').end('first'));
    let lookups = 0;
    const { fetch } = fetcher({
      allowHosts: [`shop.example:${shop.port}`],
      lookup: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? '127.0.0.1' : '127.0.0.9', family: 4 }];
      },
    });
    expect((await fetch(`http://shop.example:${shop.port}/`)).body.toString()).toBe('first');
    expect(lookups).toBe(1);
  });

  it('checks again when a name turns private between two requests', async () => {
    const shop = await server((_request, response) => void response.setHeader('connection', 'close').end('x'));
    let isTurned = false;
    const guard = createGuard({ allowPorts: [shop.port], lookup: async () => [{ address: '127.0.0.1', family: 4 }] });
    const turning = {
      ...guard,
      resolve: async (hostname: string, port: number) =>
        isTurned ? guard.resolve(hostname, port) : [{ address: '127.0.0.1', family: 4 as const }],
    };
    const created = createSafeFetcher({ guard: turning, userAgent: 'test-agent' });
    closers.push(created.close);
    const url = `http://rebound.example:${shop.port}/`;
    expect((await created.fetch(url)).status).toBe(200);
    isTurned = true;
    await expect(created.fetch(url)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
    expect(shop.hits).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('stops a %i redirect into a private address', async (status) => {
    const canary = await server((_request, response) => void response.end('secret'));
    const shop = await server((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${canary.port}/` }).end();
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
    expect(canary.hits).toBe(0);
  });

  it('stops a chain whose last hop is a forbidden name or scheme', async () => {
    const shop = await server((request, response) => {
      const hops: Record<string, string> = {
        '/': '/2',
        '/2': '/3',
        '/3': 'file:///etc/passwd',
        '/m': 'http://metadata.google.internal/',
      };
      response.writeHead(302, { location: hops[request.url ?? ''] ?? '/' }).end();
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS', reason: 'scheme' });
    await expect(fetch(`${shop.url}/m`)).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS', reason: 'host' });
  });
});

describe('redirects', () => {
  it('are followed, named, and counted', async () => {
    const shop = await server((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step > 0) response.writeHead(302, { location: `/${step - 1}` }).end('ignored');
      else response.end('arrived');
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    const answer = await fetch(`${shop.url}/5`);
    expect(answer.url).toBe(`${shop.url}/0`);
    expect(answer.redirects).toHaveLength(5);
    await expect(fetch(`${shop.url}/6`)).rejects.toMatchObject({ code: 'BAD_REDIRECT' });
    expect(await fetch(`${shop.url}/1`, { maxRedirects: 0 })).toMatchObject({
      status: 302,
      headers: { location: '/0' },
    });
  });

  it('take only harmless headers to another origin, and no body', async () => {
    const seen: Record<string, unknown>[] = [];
    const other = await server((request, response) => void response.end(seen.push(request.headers).toString()));
    const shop = await server((request, response) => {
      response.writeHead(request.method === 'POST' ? 307 : 302, { location: other.url }).end();
    });
    const { fetch } = fetcher({ allowHosts: [shop.host, other.host] });
    const headers = {
      authorization: 'Bearer x',
      cookie: 'a=b',
      'if-none-match': '"e"',
      accept: 'text/html',
      'x-key': 'k',
    };
    await fetch(shop.url, { headers });
    expect(seen[0]).toMatchObject({ accept: 'text/html', 'user-agent': 'test-agent', host: other.host });
    for (const name of ['authorization', 'cookie', 'if-none-match', 'x-key']) expect(seen[0]).not.toHaveProperty(name);
    await expect(fetch(shop.url, { method: 'POST', body: 'x' })).rejects.toMatchObject({ code: 'BAD_REDIRECT' });
    expect(other.hits).toBe(1);
  });

  it('keep headers on the same origin and turn a POST into a GET where browsers do', async () => {
    const shop = await server((request, response) => {
      if (request.url === '/') response.writeHead(303, { location: '/next' }).end();
      else response.end(`${request.method} ${request.headers['x-key']} ${request.headers['content-type']}`);
    });
    const headers = { 'x-key': 'k', 'content-type': 'text/plain' };
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    const answer = await fetch(shop.url, { method: 'POST', headers, body: 'x' });
    expect(answer.body.toString()).toBe('GET k undefined');
  });

  it('ask the hook before each request, and end with what it throws', async () => {
    const shop = await server((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/disallowed' }).end();
      else response.end();
    });
    const refusal = Object.assign(new Error('robots'), { code: 'ROBOTS' });
    const asked: string[] = [];
    const onRequest = (url: URL) => {
      asked.push(url.pathname);
      if (url.pathname === '/disallowed') throw refusal;
    };
    await expect(fetcher({ allowHosts: [shop.host] }).fetch(shop.url, { onRequest })).rejects.toBe(refusal);
    expect(asked).toEqual(['/', '/disallowed']);
    expect(shop.hits).toBe(1);
  });
});

describe('limits', () => {
  it.each([
    ['a plain body', 'identity', Buffer.alloc(200_000, 'x')],
    ['a gzip bomb', 'gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['a brotli bomb', 'br', brotliCompressSync(Buffer.alloc(50_000_000))],
    ['a nested bomb', 'gzip, gzip', gzipSync(gzipSync(Buffer.alloc(100_000_000)))],
  ])('end %s at the byte limit', async (_name, coding, body) => {
    const shop = await server((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'transfer-encoding': 'chunked' });
      response.end(body);
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url, { maxBytes: 100_000 })).rejects.toMatchObject({ code: 'TOO_LARGE', what: 'body' });
  });

  it.each([
    ['a plain body', 'identity', Buffer.alloc(300_000, 'x')],
    ['a compressed one', 'gzip', gzipSync(Buffer.alloc(50_000_000, 'x'))],
    ['one that compressing makes no smaller', 'gzip', gzipSync(Buffer.alloc(300_000, 'x'), { level: 0 })],
    ['a nested one', 'gzip, br', brotliCompressSync(gzipSync(Buffer.alloc(300_000, 'x')))],
  ])('cut %s at the byte limit where half of it will do', async (_name, coding, body) => {
    for (const announced of [{}, { 'content-length': body.length }]) {
      const shop = await server((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding, ...announced }).end(body);
      });
      const { fetch } = fetcher({ allowHosts: [shop.host] });
      const answer = await fetch(shop.url, { maxBytes: 100_000, cutsBody: true });
      expect(answer.body.equals(Buffer.alloc(100_000, 'x'))).toBe(true);
    }
  });

  it('refuse a body by its announced length before reading it', async () => {
    const shop = await server((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000_000 }).write('x');
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('end a stream that arrives without end and unpacks to nothing', async () => {
    // The empty stored block of deflate, for ever.
    const start = deflateRawSync('').subarray(0, 0);
    const empty = Buffer.alloc(65_536);
    for (let i = 0; i + 5 <= empty.length; i += 5) empty.set([0, 0, 0, 0xff, 0xff], i);
    const blocks = empty.subarray(0, 65_535);
    const shop = await server((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'deflate' }).write(start);
      const pump = () => {
        while (!response.destroyed && response.write(blocks));
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url, { maxBytes: 2_000_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('end oversized headers', async () => {
    const shop = await rawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nx-big: ${'x'.repeat(40_000)}\r\n\r\n`);
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'TOO_LARGE', what: 'headers' });
  });

  it.each([
    ['says nothing', () => {}],
    ['drips headers', (socket: Socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'x: y\r\n')],
    ['drips a body', (socket: Socket) => drip(socket, 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n', 'x')],
  ])('end a server that %s at the deadline', async (_name, onRequest) => {
    const shop = await rawServer(onRequest);
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('end a resolver that never answers at the deadline', async () => {
    const { fetch } = fetcher({ lookup: () => new Promise(() => {}) });
    await expect(fetch('http://slow.example/', { timeoutMs: 100 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('count redirects into the one deadline', async () => {
    const shop = await server((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 60);
    });
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url, { timeoutMs: 150, maxRedirects: 50 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it("end with the caller's signal", async () => {
    const shop = await rawServer(() => controller.abort());
    const controller = new AbortController();
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url, { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(fetch(shop.url, { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('broken answers', () => {
  it.each([
    ['cut gzip', 'gzip', gzipSync('x'.repeat(1000)).subarray(0, 20)],
    ['no gzip at all', 'gzip', Buffer.from('plain text')],
    ['broken brotli', 'br', Buffer.from('plain text')],
    [
      'cut brotli',
      'br',
      brotliCompressSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))).subarray(0, 40),
    ],
    ['an unknown coding', 'zstd', Buffer.from('plain text')],
    ['five codings', 'gzip,gzip,gzip,gzip,gzip', Buffer.from('x')],
  ])('with %s are BAD_ENCODING', async (_name, coding, body) => {
    const shop = await server((_request, response) => void response.setHeader('content-encoding', coding).end(body));
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'BAD_ENCODING' });
  });

  it.each([
    ['a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['a closed connection', (socket: Socket) => void socket.end()],
    ['no HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'a length that is too long',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort'),
    ],
    [
      'chunks that break off',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n'),
    ],
    [
      'two lengths',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nshort'),
    ],
  ])('by %s are NETWORK_FAILED', async (_name, onRequest) => {
    const shop = await rawServer(onRequest);
    const { fetch } = fetcher({ allowHosts: [shop.host] });
    await expect(fetch(shop.url)).rejects.toMatchObject({ code: 'NETWORK_FAILED', cause: expect.anything() });
  });

  it('from nobody are NETWORK_FAILED', async () => {
    const gone = await serve(() => {});
    await gone.close();
    const { fetch } = fetcher({ allowHosts: [gone.host] });
    await expect(fetch(gone.url)).rejects.toMatchObject({ code: 'NETWORK_FAILED', cause: { code: 'ECONNREFUSED' } });
  });
});

function drip(socket: Socket, first: string, then: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(then), 20);
  socket.on('close', () => clearInterval(timer));
}
