/** Runs in a process of its own (memory.test.ts starts it): fetches one URL and prints by how much the process grew, and what it still holds. */
import { setTimeout } from 'node:timers/promises';
import { createGuard, createSafeFetcher, SafeFetchError } from '../../src/index.js';

const [url = '', warmUpUrl = ''] = process.argv.slice(2);
const guard = createGuard({ allowHosts: [new URL(url).host] });
const fetcher = createSafeFetcher({ guard, userAgent: 'measure' });
// Code, sockets and decoders are there before the measured fetch.
await fetcher.fetch(warmUpUrl);

const held = async () => {
  // Twice: what the first collection lets go of, such as sockets, lets go of its own.
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
  const { external, arrayBuffers, heapUsed } = process.memoryUsage();
  return external + arrayBuffers + heapUsed;
};
const heldBefore = await held();
const before = process.memoryUsage.rss();
let peak = before;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 2);
const outcome = await fetcher.fetch(url, { timeoutMs: 120_000 }).then(
  ({ body }) => `read ${body.length}`,
  (error: unknown) => (error instanceof SafeFetchError ? error.code : String(error)),
);
clearInterval(timer);
peak = Math.max(peak, process.memoryUsage.rss());
await fetcher.close();
const MB = 1024 * 1024;
process.stdout.write(
  JSON.stringify({ outcome, grownMb: (peak - before) / MB, heldMb: ((await held()) - heldBefore) / MB }),
);
