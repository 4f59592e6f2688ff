// A process of its own: a crawler for one shop. Arguments: the shop's host, and `in-place` to parse without threads. Prints its address.
import { startCrawler } from '../test/support/start-crawler.js';

// Compiled, as it ships: a thread that has been ended starts anew, and compiling TypeScript then would be most of its work.
const workerUrl = new URL('../dist/parsing/parse-worker.js', import.meta.url);

const [shopHost = '', mode] = process.argv.slice(2);
const crawler = await startCrawler({
  allowHosts: [shopHost],
  slots: 64,
  parser: { workerUrl, execArgv: [], ...(mode === 'in-place' ? { inlineBytes: Number.POSITIVE_INFINITY } : {}) },
});
process.stdout.write(`${crawler.url}\n`);
