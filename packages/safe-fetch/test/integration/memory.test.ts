import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  ])('grows by less than 64 MB over %s', async (_name, path, expected) => {
    const args = [
      '--conditions=@goodshunter/source',
      '--import',
      'tsx',
      MEASURE,
      server.url + path,
      `${server.url}/warm-up`,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const { outcome, grownMb } = JSON.parse(await text(child.stdout));
    expect(outcome).toBe(expected);
    expect(grownMb).toBeLessThan(64);
  });
});
