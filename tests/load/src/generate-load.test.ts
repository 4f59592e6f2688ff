import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { generateLoad } from './generate-load.js';

let close: (() => Promise<unknown>) | undefined;
afterEach(() => close?.());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/tasks`;
}

it('sends complete requests and counts what was refused', async () => {
  const bodies = new Set<string>();
  let requests = 0;
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.add(`${request.method} ${request.url} ${request.headers.authorization} ${Buffer.concat(chunks)}`);
      requests += 1;
      response.writeHead(requests % 2 === 0 ? 503 : 201).end('{"id":1}');
    });
  });
  const load = { url, token: 'gh_x', body: { name: 'ü' }, connections: 4, seconds: 0.5, ratePerS: 100 };
  const figures = await generateLoad(load);
  expect([...bodies]).toEqual(['POST /api/tasks Bearer gh_x {"name":"ü"}']);
  expect(requests).toBe(50);
  expect(figures.refused).toBe(25);
});

it('charges a stall to everybody who was due meanwhile, in an open loop', async () => {
  const stallMs = 600;
  let endOfStall: Promise<unknown> | undefined;
  const url = await serve(async (request, response) => {
    request.resume();
    endOfStall ??= new Promise((resolve) => setTimeout(resolve, stallMs));
    await endOfStall;
    response.writeHead(201).end('{}');
  });
  // Two connections only: who measured from sending would see two slow requests of a hundred.
  const figures = await generateLoad({ url, token: '', body: {}, connections: 2, seconds: 1, ratePerS: 100 });
  expect(figures.p50Ms).toBeGreaterThan(50);
  expect(figures.p99Ms).toBeGreaterThan(stallMs * 0.9);
  expect(figures.refused).toBe(0);
});

it('keeps each connection busy in a closed loop', async () => {
  const waiting: (() => void)[] = [];
  let isOver = false;
  // Nobody is answered before all three have asked again, but for the last ones, when the time is up.
  const answerAll = () => {
    if (isOver || waiting.length === 3) for (const answer of waiting.splice(0)) answer();
  };
  const url = await serve((request, response) => {
    request.resume();
    waiting.push(() => response.writeHead(200).end('{}'));
    answerAll();
  });
  const figures = await generateLoad({ url, token: '', body: {}, connections: 3, seconds: 2 }, () => {
    setTimeout(() => {
      isOver = true;
      answerAll();
    }, 2000);
  });
  // More than one answer for each connection.
  expect(figures.perSecond * 2).toBeGreaterThan(6);
  expect(figures.refused).toBe(0);
});
