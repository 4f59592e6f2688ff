import { loadConfig, readVersion } from '@goodshunter/config';
import { createRobotsOverride } from '@goodshunter/contracts/sources';
import { createLogger } from '@goodshunter/logger';
import { createGuard, createSafeFetcher, portOf } from '@goodshunter/safe-fetch';
import { listen, runService } from '@goodshunter/service';
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

await runService('crawler', async () => {
  const config = loadConfig(process.env, { sections: ['app', 'crawler', 'fetch', 'log'] });
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

  const server = await listen(app, config.crawler.port, config.crawler.host);
  log.info('crawler listening', {
    port: server.port,
    slots: slots.size,
    parseThreads: parser.threads,
    browser: browserPath ?? 'none',
  });
  const { graceMs } = config.app;
  return {
    log,
    graceMs,
    /** Takes no more work, and finishes what is in hand within the grace period. */
    async stop() {
      draining.begin();
      // Crawls that outlast it are cut off: no answer, rather than one that blames the shop, and the scheduler asks another crawler.
      const { isCut } = await server.stop(graceMs);
      if (isCut) log.warn('crawls cut off', { graceMs });
      // Browsers are killed with their trees, threads with what they parse.
      await Promise.all([renderer?.close(), parser.close()]);
    },
  };
});
