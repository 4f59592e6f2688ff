import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { type CrawlRequestInput, type CrawlResponse, crawlResponseSchema } from '@goodshunter/contracts/crawl';
import { createRobotsOverride } from '@goodshunter/contracts/sources';
import { createLogger } from '@goodshunter/logger';
import { createGuard, createSafeFetcher, portOf } from '@goodshunter/safe-fetch';
import { PATIENCE_MS } from '@goodshunter/testing';
import { createApp } from '../../src/app.js';
import { BrowserRenderer } from '../../src/browser/browser-renderer.js';
import { CrawlSlots } from '../../src/crawl/crawl-slots.js';
import { HostPacer } from '../../src/fetch/host-pacer.js';
import { RobotsCache } from '../../src/fetch/robots-cache.js';
import { Draining } from '../../src/health.js';
import { createMetrics } from '../../src/metrics.js';
import { DocumentParser, type DocumentParserOptions } from '../../src/parsing/document-parser.js';
import { createSources, type SourceRegistry } from '../../src/sources/registry.js';

export interface TestCrawler {
  url: string;
  draining: Draining;
  slots: CrawlSlots;
  /** JSON log lines so far. */
  lines(): Record<string, unknown>[];
  post(body: unknown, init?: RequestInit): Promise<Response>;
  /** A crawl that must be answered with 200, checked against the contract. */
  crawl(request: Partial<CrawlRequestInput> & Pick<CrawlRequestInput, 'source' | 'query'>): Promise<CrawlResponse>;
  close(): Promise<void>;
}

/** Threads run the TypeScript that the tests read. */
export const FROM_SOURCE = ['--conditions=@goodshunter/source', '--import', 'tsx'];

/** The real app on a free port, wired as main.ts does it. */
export async function startCrawler(
  options: {
    allowHosts?: string[];
    robotsOverrideHosts?: string[];
    slots?: number;
    perHost?: number;
    maxPages?: number;
    maxBytes?: number;
    isPaced?: boolean;
    /** Base addresses of official APIs. @default nowhere */
    ebayApiUrl?: string;
    yahooShoppingApiUrl?: string;
    /** Chromium, for tests of rendering. */
    browserPath?: string | undefined;
    parser?: DocumentParserOptions;
    secret?: string;
    /** In place of the real ones. */
    sources?: Partial<SourceRegistry>;
  } = {},
): Promise<TestCrawler> {
  const {
    allowHosts = [],
    robotsOverrideHosts = [],
    slots: size = 4,
    perHost,
    maxPages = 5,
    maxBytes = 10_000_000,
    isPaced = false,
    browserPath,
    ebayApiUrl = 'http://127.0.0.1:1',
    yahooShoppingApiUrl = 'http://127.0.0.1:1',
  } = options;
  const stream = new PassThrough();
  const now = () => Date.now();
  const guard = createGuard({ allowHosts });
  const userAgent = 'GoodsHunter/0.1 (+https://example.com/contact)';
  const fetcher = createSafeFetcher({ guard, userAgent });
  const renderer = browserPath ? new BrowserRenderer({ executablePath: browserPath, guard, userAgent }) : undefined;
  const slots = new CrawlSlots({ slots: size, ...(perHost === undefined ? {} : { perHost }) });
  const metrics = createMetrics(slots, '0.1.0');
  const parser = new DocumentParser({
    // The limit counts from before a thread has started, which takes long on a busy machine.
    timeoutMs: PATIENCE_MS,
    execArgv: FROM_SOURCE,
    onParse: metrics.countParse,
    ...options.parser,
  });
  metrics.watchParser(parser);
  const draining = new Draining();
  const app = createApp({
    crawl: {
      fetcher,
      robots: new RobotsCache({ fetcher, productToken: 'GoodsHunter', now }),
      pacer: new HostPacer({ now: () => performance.now() }),
      now,
      maxBytes,
      renderer,
      mayIgnoreRobots: createRobotsOverride(robotsOverrideHosts),
      isOpened: (url) => !isPaced && guard.isOpened(url.hostname, portOf(url)),
      onAnswer: metrics.countAnswer,
      parser,
      sources: { ...createSources({ now, ebayApiUrl, yahooShoppingApiUrl }), ...options.sources },
      maxPages,
    },
    slots,
    draining,
    metrics,
    ...(options.secret === undefined ? {} : { secret: options.secret }),
    log: createLogger({ service: 'crawler', stream }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  const url = `http://127.0.0.1:${address.port}`;
  const written: string[] = [];
  stream.on('data', (chunk) => written.push(String(chunk)));
  const post = (body: unknown, init: RequestInit = {}) =>
    fetch(`${url}/crawl`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  return {
    url,
    draining,
    slots,
    post,
    lines: () =>
      written
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    async crawl(request) {
      const response = await post({ deadlineMs: 100_000, ...request });
      if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
      return crawlResponseSchema.parse(await response.json());
    },
    async close() {
      await renderer?.close();
      await parser.close();
      await fetcher.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
