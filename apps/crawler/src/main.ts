import { createServer } from 'node:http';
import { loadConfigOrExit, readVersion } from '@goodshunter/config';
import { createRobotsOverride } from '@goodshunter/contracts';
import { createLogger } from '@goodshunter/logger';
import { createGuard, createSafeFetcher, portOf } from '@goodshunter/safe-fetch';
import { createApp } from './app.js';
import { BrowserRenderer } from './browser/browser-renderer.js';
import { findBrowser } from './browser/find-browser.js';
import { CrawlSlots } from './crawl/crawl-slots.js';
import { HostPacer } from './fetch/host-pacer.js';
import { RobotsCache } from './fetch/robots-cache.js';
import { Draining } from './health.js';
import { createMetrics } from './metrics.js';
import { DocumentParser } from './parsing/document-parser.js';
import { createSources } from './sources/registry.js';

/** What robots.txt files may address us by. */
const PRODUCT_TOKEN = 'GoodsHunter';
const VERSION = readVersion(import.meta.url);

const config = loadConfigOrExit(process.env, { sections: ['app', 'crawler', 'fetch', 'log'] });
const log = createLogger({ service: 'crawler', level: config.log.level });
const now = () => Date.now();

const guard = createGuard({ allowHosts: config.fetch.allowHosts });
const userAgent = `${PRODUCT_TOKEN}/${VERSION} (+${config.crawler.contactUrl})`;
const fetcher = createSafeFetcher({ guard, userAgent });
const browserPath = findBrowser(process.env.PATH);
const renderer = browserPath ? new BrowserRenderer({ executablePath: browserPath, guard, userAgent }) : undefined;
const slots = new CrawlSlots({ slots: config.crawler.slots });
const metrics = createMetrics(slots, VERSION);
const parser = new DocumentParser({
  ...(config.crawler.parseThreads > 0 ? { threads: config.crawler.parseThreads } : {}),
  timeoutMs: config.crawler.parseTimeoutMs,
  onParse: metrics.countParse,
  onThreadError: (error) => log.error('parsing thread broke', { error }),
});
metrics.watchParser(parser);
const draining = new Draining();
const app = createApp({
  crawl: {
    fetcher,
    robots: new RobotsCache({ fetcher, productToken: PRODUCT_TOKEN, now }),
    pacer: new HostPacer({ now: () => performance.now() }),
    now,
    maxBytes: config.fetch.maxBytes,
    renderer,
    mayIgnoreRobots: createRobotsOverride(config.fetch.robotsOverrideHosts),
    isOpened: (url) => guard.isOpened(url.hostname, portOf(url)),
    onAnswer: metrics.countAnswer,
    sources: createSources({
      now,
      ebayApiUrl: config.crawler.ebayApiUrl,
      yahooShoppingApiUrl: config.crawler.yahooShoppingApiUrl,
    }),
    parser,
    maxPages: config.crawler.maxPages,
  },
  slots,
  draining,
  metrics,
  log,
  secret: config.crawler.secret,
});

const server = createServer(app);
server.once('error', (error) => {
  log.error('crawler cannot listen', { port: config.crawler.port, error });
  process.exit(1);
});
server.listen(config.crawler.port, config.crawler.host, () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.crawler.port;
  log.info('crawler listening', {
    port,
    slots: slots.size,
    parseThreads: parser.threads,
    browser: browserPath ?? 'none',
  });
});

/** Takes no more work, finishes what is in hand within the grace period, and exits 0 either way. */
function stop(signal: NodeJS.Signals): void {
  if (draining.isDraining) return;
  draining.begin();
  log.info('crawler stopping', { signal, busy: slots.busy });
  // Idle keep-alive connections are closed at once, busy ones when they have answered.
  server.close(() => void leave());
  setTimeout(() => {
    log.warn('crawls cut off', { busy: slots.busy });
    // No answer, rather than one that blames the shop: the scheduler asks another crawler.
    void leave();
  }, config.app.graceMs).unref();
}
/** Browsers are killed with their trees, threads with what they parse. */
async function leave(): Promise<void> {
  await Promise.all([renderer?.close(), parser.close()]);
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
