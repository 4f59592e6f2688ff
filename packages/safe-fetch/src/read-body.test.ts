import { Readable } from 'node:stream';
import { afterEach, expect, it } from '@jest/globals';
import { readBody } from './read-body.js';

const CHUNK_BYTES = 64 * 1024;

let isCounting = false;
afterEach(() => {
  isCounting = false;
});

/** How often others had a turn so far. */
function countTurns(): () => number {
  let turns = 0;
  isCounting = true;
  const count = () => {
    turns += 1;
    if (isCounting) setImmediate(count);
  };
  setImmediate(count);
  return () => turns;
}

it('gives a large body whole, and others their turns while it is joined', async () => {
  const chunks = Array.from({ length: 128 }, (_, index) => Buffer.alloc(CHUNK_BYTES, index));
  const turns = countTurns();
  const body = await readBody(Readable.from(chunks), undefined, { maxBytes: 10_000_000, cutsBody: false });
  expect(turns()).toBeGreaterThanOrEqual(12);
  expect(body.equals(Buffer.concat(chunks))).toBe(true);
  // Its memory is its own, so that it can be given away.
  expect(body.buffer.byteLength).toBe(body.length);
});
