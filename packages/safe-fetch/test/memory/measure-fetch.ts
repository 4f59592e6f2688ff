/** Runs in a process of its own (memory.test.ts starts it): fetches one URL and prints by how much the process grew. */
import { createGuard, createSafeFetcher, SafeFetchError } from '../../src/index.js';

const [url = '', warmUpUrl = ''] = process.argv.slice(2);
const guard = createGuard({ allowHosts: [new URL(url).host] });
const fetcher = createSafeFetcher({ guard, userAgent: 'measure' });
// Code, sockets and decoders are there before the measured fetch.
await fetcher.fetch(warmUpUrl);

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
process.stdout.write(JSON.stringify({ outcome, grownMb: (peak - before) / 1024 / 1024 }));
