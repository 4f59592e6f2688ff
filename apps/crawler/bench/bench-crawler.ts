// A process of its own: a crawler for one shop. Arguments: the shop's host, and `in-place` to parse without threads. Prints its address.
import { startCrawler } from '../test/support/start-crawler.js';

const [shopHost = '', mode] = process.argv.slice(2);
const crawler = await startCrawler({
  allowHosts: [shopHost],
  slots: 64,
  ...(mode === 'in-place' ? { parser: { inlineBytes: Number.POSITIVE_INFINITY } } : {}),
});
process.stdout.write(`${crawler.url}\n`);
