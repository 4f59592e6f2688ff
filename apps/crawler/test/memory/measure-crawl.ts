/** Runs in a process of its own (memory.test.ts starts it): crawls one address and prints by how much the crawler grew. */
import { type CrawlRequestInput, sourceNameSchema } from '@goodshunter/contracts/crawl';
import { startCrawler } from '../support/start-crawler.js';

const [source, url = '', warmUpUrl = ''] = process.argv.slice(2);
const crawler = await startCrawler({ allowHosts: [new URL(url).host] });
const crawl = (of: CrawlRequestInput['source'], at: string) =>
  crawler.crawl({ source: of, query: { url: at }, deadlineMs: 120_000 });
// Code, sockets and both kinds of threads are there before the measured crawl.
for (const size of [50_000, 2_000_000]) await crawl('page', `${warmUpUrl}/${size}`);

const before = process.memoryUsage.rss();
let peak = before;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 2);
const answer = await crawl(sourceNameSchema.parse(source), url);
clearInterval(timer);
peak = Math.max(peak, process.memoryUsage.rss());
await crawler.close();
const outcome = answer.status === 'ok' ? 'ok' : answer.failure.kind;
process.stdout.write(JSON.stringify({ outcome, grownMb: (peak - before) / 1024 / 1024 }));
