import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serve, type TestServer } from './hostile-server.js';

const MEASURE = fileURLToPath(new URL('../memory/measure-fetch.ts', import.meta.url));

/** 200 MB of zeros, compressed without ever being in memory at once. */
async function compressZeros(): Promise<Buffer> {
  const gzip = createGzip();
  const collected = (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of gzip) chunks.push(chunk);
    return Buffer.concat(chunks);
  })();
  const zeros = Buffer.alloc(1024 * 1024);
  for (let megabytes = 0; megabytes < 200; megabytes++) if (!gzip.write(zeros)) await once(gzip, 'drain');
  gzip.end();
  return collected;
}

const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n';
const EXTENSION = `;${'x'.repeat(60_000)}`;
const GZIPPED = gzipSync('x'.repeat(1_000_000));

/** Answers whose wrapping is the attack: what comes first, and what comes for ever after. */
const SHAPES: Record<string, { head: string; next: (count: number) => string | Buffer }> = {
  '/extensions': { head: `${CHUNKED}\r\n`, next: () => `1${EXTENSION}\r\nx\r\n` },
  '/extensions-of-gzip': {
    head: `${CHUNKED}content-encoding: gzip\r\n\r\n`,
    next: (count) => Buffer.concat([Buffer.from(`1${EXTENSION}\r\n`), byteOf(count), CRLF]),
  },
  '/one-extension': { head: `${CHUNKED}\r\n1;`, next: () => 'x'.repeat(60_000) },
  '/single-bytes': { head: `${CHUNKED}\r\n`, next: () => '1\r\nx\r\n'.repeat(5000) },
  '/single-bytes-of-gzip': {
    head: `${CHUNKED}content-encoding: gzip\r\n\r\n`,
    next: (count) => Buffer.concat([Buffer.from('1\r\n'), byteOf(count), CRLF]),
  },
  '/hints': { head: '', next: () => `HTTP/1.1 103 Early Hints\r\nlink: <${'x'.repeat(20_000)}>\r\n\r\n` },
  '/trailers': { head: `${CHUNKED}\r\n0\r\n`, next: (count) => `t${count}: ${'x'.repeat(20_000)}\r\n` },
  '/headers': { head: 'HTTP/1.1 200 OK\r\n', next: (count) => `h${count}: ${'x'.repeat(2000)}\r\n` },
};
const CRLF = Buffer.from('\r\n');
/** Of one gzip file after another, which are read as one. */
const byteOf = (count: number) => GZIPPED.subarray(count % GZIPPED.length, (count % GZIPPED.length) + 1);

function pour(socket: Socket, { head, next }: (typeof SHAPES)[string]): void {
  socket.write(head);
  let count = 0;
  const pump = () => {
    while (!socket.destroyed) if (!socket.write(next(count++))) break;
    if (!socket.destroyed) socket.once('drain', pump);
  };
  socket.on('error', () => {});
  pump();
}

let bodies: Record<string, { coding: string; body: Buffer }>;
let server: TestServer;

beforeAll(async () => {
  const bomb = await compressZeros();
  bodies = {
    '/warm-up': { coding: 'gzip', body: gzipSync('x'.repeat(100_000)) },
    '/gzip': { coding: 'gzip', body: bomb },
    '/nested': { coding: 'gzip, gzip', body: gzipSync(bomb) },
    '/brotli': { coding: 'br', body: brotliCompressSync(Buffer.alloc(50_000_000)) },
    '/largest': { coding: 'gzip', body: gzipSync(Buffer.alloc(10 * 1024 * 1024, 'x')) },
  };
  server = await serve((request, response) => {
    if (request.url === '/endless') {
      const chunk = Buffer.alloc(65_536, 'x');
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pump);
      };
      return pump();
    }
    const shape = SHAPES[request.url ?? ''];
    if (shape) return pour(request.socket, shape);
    const { coding, body } = bodies[request.url ?? ''] ?? { coding: 'identity', body: Buffer.alloc(0) };
    return void response.writeHead(200, { 'content-encoding': coding }).end(body);
  });
});
afterAll(() => server.close());

describe('memory', () => {
  it.each([
    ['a gzip bomb of 200 MB', '/gzip', 'TOO_LARGE'],
    ['a nested bomb', '/nested', 'TOO_LARGE'],
    ['a brotli bomb', '/brotli', 'TOO_LARGE'],
    ['an endless stream', '/endless', 'TOO_LARGE'],
    ['the largest body that is allowed', '/largest', 'read 10485760'],
    ['chunks of one byte with long extensions', '/extensions', 'TOO_LARGE'],
    ['the same of a compressed body', '/extensions-of-gzip', 'TOO_LARGE'],
    ['an extension without an end', '/one-extension', 'TOO_LARGE'],
    ['chunks of one byte', '/single-bytes', 'TOO_LARGE'],
    ['the same of a compressed body', '/single-bytes-of-gzip', 'TOO_LARGE'],
    ['hints without an answer', '/hints', 'TOO_LARGE'],
    ['trailers without an end', '/trailers', 'TOO_LARGE'],
    ['headers without an end', '/headers', 'TOO_LARGE'],
  ])('grows by less than 64 MB over %s, and gives it back', async (_name, path, expected) => {
    const args = [
      '--conditions=@goodshunter/source',
      '--import',
      'tsx',
      '--expose-gc',
      MEASURE,
      server.url + path,
      `${server.url}/warm-up`,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const { outcome, grownMb, heldMb } = JSON.parse(await text(child.stdout));
    expect(outcome).toBe(expected);
    expect(grownMb).toBeLessThan(64);
    expect(heldMb).toBeLessThan(5);
  });
});
