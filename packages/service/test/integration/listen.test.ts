import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Listening, listen } from '../../src/index.js';

let server: Listening;
beforeAll(async () => {
  const app = async (request: NodeJS.ReadableStream, response: { end(body: string): void }) => {
    // Whoever is cut off gets no answer of ours.
    const body = await text(request as never).catch(() => undefined);
    if (body !== undefined) response.end(body);
  };
  server = await listen(app as never, 0, '127.0.0.1', { requestWithinMs: 500 });
});
afterAll(() => server.stop(0));

async function trickle(head: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  const answer = text(socket);
  socket.on('error', () => {});
  socket.write(head);
  const timer = setInterval(() => socket.write('x'), 50);
  await once(socket, 'close');
  clearInterval(timer);
  return answer;
}

it.each([
  ['a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'],
  ['a head', 'GET / HTTP/1.1\r\nHost: x\r\nX: '],
])('cuts off whoever sends %s a byte at a time', async (_what, head) => {
  expect(await trickle(head)).toMatch(/^HTTP\/1.1 408 /);
});

it('leaves whoever is quick alone', async () => {
  const answer = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'x'.repeat(100_000) });
  expect(await answer.text()).toHaveLength(100_000);
});
