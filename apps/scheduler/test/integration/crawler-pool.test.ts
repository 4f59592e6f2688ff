import {
  crawlFailed,
  crawlOk,
  elapse,
  type FakeCrawler,
  type FakeCrawlerOptions,
  fakeCrawler,
  latch,
  waitFor,
} from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CrawlerCall, CrawlerPool, type CrawlerPoolOptions } from '../../src/crawlers/crawler-pool.js';
import { CrawlerBrokeError, CrawlersBusyError } from '../../src/errors.js';
import { recordingLog } from '../support/recording-log.js';

let crawlers: FakeCrawler[];
let pools: CrawlerPool[];
let calls: CrawlerCall[];
const never = new AbortController().signal;
const request = { source: 'page' as const, query: { url: 'https://shop.example' }, deadlineMs: 1000 };

beforeEach(() => {
  crawlers = [];
  pools = [];
  calls = [];
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await Promise.all(crawlers.map((crawler) => crawler.close()));
});

async function startCrawler(options: FakeCrawlerOptions = {}): Promise<FakeCrawler> {
  const crawler = await fakeCrawler(options);
  crawlers.push(crawler);
  return crawler;
}

async function startPool(urls: string[], more: Partial<CrawlerPoolOptions> = {}): Promise<CrawlerPool> {
  const pool = new CrawlerPool({ urls, log: recordingLog(), onCall: (call) => calls.push(call), ...more });
  pools.push(pool);
  await pool.start();
  return pool;
}

async function crawl(pool: CrawlerPool, waitMs = 1000, signal = never) {
  const slot = await pool.acquire({ waitMs });
  if (!slot) throw new Error('no slot');
  try {
    return await slot.crawl(request, signal);
  } finally {
    slot.release();
  }
}

describe('CrawlerPool', () => {
  it('asks another crawler where one is older and does not know what is asked, and does not hold it against it', async () => {
    const old = await startCrawler({ answer: () => 'refuse' });
    const pool = await startPool([old.url]);
    await expect(crawl(pool)).rejects.toBeInstanceOf(CrawlersBusyError);
    expect(pool.counts()).toEqual({ healthy: 1, resting: 0 });
    const both = await startPool([old.url, (await startCrawler()).url]);
    expect(await crawl(both)).toMatchObject({ status: 'ok' });
    expect(await crawl(both)).toMatchObject({ status: 'ok' });
    expect(old.crawls[0]).toMatchObject({ version: 2 });
  });

  it('counts a crawl that is under way although its place was given back', async () => {
    const gate = latch();
    const answer = () => gate.opened.then(() => crawlOk());
    const both = [await startCrawler({ answer }), await startCrawler({ answer })];
    const pool = await startPool(both.map(({ url }) => url));
    const kept = await pool.acquire();
    const crawls: unknown[] = [kept?.crawl(request, never)];
    for (let index = 0; index < 3; index += 1) {
      const slot = await pool.acquire();
      crawls.push(slot?.crawl(request, never));
      slot?.release();
    }
    await waitFor(() => both.every(({ inFlight }) => inFlight === 2));
    gate.open();
    await Promise.all(crawls);
    kept?.release();
    for (let index = 0; index < 20; index += 1) await crawl(pool);
    expect(both.map(({ crawls: { length } }) => Math.abs(length - 12) <= 1)).toEqual([true, true]);
  });

  it('shares requests evenly, ties in turn', async () => {
    const [a, b] = [await startCrawler(), await startCrawler()];
    const pool = await startPool([a.url, b.url]);
    for (let index = 0; index < 20; index += 1) await crawl(pool);
    expect(Math.abs(a.crawls.length - b.crawls.length)).toBeLessThanOrEqual(2);
  });

  it('prefers the crawler with the least in flight', async () => {
    const open = latch();
    const slow = await startCrawler({
      answer: async () => {
        await open.opened;
        return crawlOk();
      },
    });
    const quick = await startCrawler();
    const pool = await startPool([slow.url, quick.url]);
    const all = Array.from({ length: 2 }, () => crawl(pool));
    await waitFor(() => slow.inFlight === 1);
    for (let index = 0; index < 5; index += 1) await crawl(pool);
    expect(slow.crawls).toHaveLength(1);
    open.open();
    await Promise.all(all);
  });

  it('goes to the next crawler when one is full, and says busy when all are', async () => {
    const full = await startCrawler({ slots: 0 });
    const free = await startCrawler();
    const pool = await startPool([full.url, free.url]);
    for (let index = 0; index < 4; index += 1) expect((await crawl(pool)).status).toBe('ok');
    const busyPool = await startPool([full.url]);
    await expect(crawl(busyPool)).rejects.toThrow(CrawlersBusyError);
    expect(calls).toContain('busy');
  });

  it('learns how much a crawler takes, so that few requests are refused', async () => {
    const crawler = await startCrawler({
      slots: 4,
      answer: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return crawlOk();
      },
    });
    const pool = await startPool([crawler.url]);
    let done = 0;
    const worker = async () => {
      while (done < 300) {
        const result = await crawl(pool, 2000).catch((error: unknown) => error);
        if (!(result instanceof CrawlersBusyError)) done += 1;
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
    expect(crawler.mostInFlight).toBeLessThanOrEqual(4);
    expect(crawler.refused).toBeLessThan(100);
  });

  it('leaves a dead crawler out without a single failed run, and takes it back when it lives', async () => {
    const [a, b] = [await startCrawler(), await startCrawler()];
    const pool = await startPool([a.url, b.url]);
    await a.close();
    for (let index = 0; index < 10; index += 1) expect((await crawl(pool)).status).toBe('ok');
    expect(pool.counts()).toEqual({ healthy: 1, resting: 1 });
    const again = await startCrawler({ port: a.port });
    await waitFor(async () => {
      await crawl(pool);
      return again.crawls.length > 0;
    });
    expect(pool.counts()).toEqual({ healthy: 2, resting: 0 });
  });

  it('tries one other crawler when one breaks in the middle, and gives up at the second', async () => {
    const breaking = await startCrawler({ answer: () => 'break' });
    const good = await startCrawler();
    const pool = await startPool([breaking.url, good.url]);
    for (let index = 0; index < 4; index += 1) expect((await crawl(pool)).status).toBe('ok');
    const other = await startCrawler({ answer: () => 'break' });
    const brokenPool = await startPool([breaking.url, other.url]);
    await expect(crawl(brokenPool)).rejects.toThrow(CrawlerBrokeError);
  });

  it('goes to the next crawler for one that answers garbage, and gives a typed failure when there is none', async () => {
    const confused = await startCrawler({ answer: () => 'garbage' });
    const good = await startCrawler();
    const pool = await startPool([confused.url, good.url]);
    for (let index = 0; index < 4; index += 1) expect((await crawl(pool)).status).toBe('ok');
    expect(confused.crawls.length).toBeGreaterThan(0);
    const lonely = await startPool([confused.url]);
    expect(await crawl(lonely)).toMatchObject({ status: 'failed', failure: { kind: 'server_error' } });
  });

  it('passes failures of the crawl on', async () => {
    const crawler = await startCrawler({ answer: () => crawlFailed('blocked') });
    const pool = await startPool([crawler.url]);
    expect(await crawl(pool)).toMatchObject({ status: 'failed', failure: { kind: 'blocked' } });
  });

  it('leaves a silent crawler out until it answers a probe, at the cost of one request', async () => {
    const silent = await startCrawler({ answer: () => 'hang' });
    silent.setHealthy(false);
    const good = await startCrawler();
    const pool = await startPool([silent.url, good.url], { marginMs: 1000 });
    const both = await Promise.allSettled([crawl(pool), crawl(pool)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(CrawlerBrokeError) });
    expect(pool.counts()).toEqual({ healthy: 1, resting: 1 });
    // Longer than the first rest of a crawler that broke.
    await elapse(600);
    for (let index = 0; index < 4; index += 1) expect((await crawl(pool)).status).toBe('ok');
    expect(silent.crawls).toHaveLength(1);
    silent.setAnswer(() => crawlOk());
    silent.setHealthy(true);
    await waitFor(() => pool.counts().resting === 0, { what: 'a probe that is answered' });
    await waitFor(async () => {
      await crawl(pool);
      return silent.crawls.length > 1;
    });
  });

  it('gives no place while every crawler is silent', async () => {
    const silent = await startCrawler({ answer: () => 'hang' });
    silent.setHealthy(false);
    const pool = await startPool([silent.url], { marginMs: -900 });
    await expect(crawl(pool)).rejects.toThrow(CrawlerBrokeError);
    expect(await pool.acquire({ waitMs: 600 })).toBeUndefined();
    // On a busy machine the call is given up before it has come; what counts is that no other follows.
    expect(silent.crawls.length).toBeLessThanOrEqual(1);
  });

  it('ends a request when its run is aborted', async () => {
    const crawler = await startCrawler({ answer: () => 'hang' });
    const pool = await startPool([crawler.url]);
    const controller = new AbortController();
    const crawling = crawl(pool, 0, controller.signal);
    await waitFor(() => crawler.inFlight === 1);
    controller.abort(new Error('enough'));
    await expect(crawling).rejects.toThrow('enough');
    await waitFor(() => crawler.inFlight === 0);
  });

  it('uses every address behind a name, finds new ones and forgets old ones', async () => {
    const crawler = await startCrawler();
    let addresses = ['127.0.0.1'];
    const pool = await startPool([`http://crawler.internal:${crawler.port}`], {
      lookup: async () => addresses,
      resolveEveryMs: 20,
    });
    expect((await crawl(pool)).status).toBe('ok');
    addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    await waitFor(() => pool.counts().healthy + pool.counts().resting === 3);
    addresses = ['127.0.0.1'];
    await waitFor(() => pool.counts().healthy + pool.counts().resting === 1);
    expect((await crawl(pool)).status).toBe('ok');
  });

  it('keeps the addresses it knows while a name cannot be resolved', async () => {
    const crawler = await startCrawler();
    let looks = 0;
    const pool = await startPool([`http://crawler.internal:${crawler.port}`], {
      lookup: async () => {
        looks += 1;
        if (looks > 1) throw new Error('no DNS');
        return ['127.0.0.1'];
      },
      resolveEveryMs: 10,
    });
    await waitFor(() => looks > 3);
    expect((await crawl(pool)).status).toBe('ok');
  });

  it('follows one name while another cannot be resolved, and drops no address of either', async () => {
    const crawler = await startCrawler();
    let addresses = ['127.0.0.1', '127.0.0.2'];
    let otherLooks = 0;
    const pool = await startPool([`http://a.internal:${crawler.port}`, `http://b.internal:${crawler.port}`], {
      lookup: async (hostname) => {
        if (hostname === 'a.internal') return addresses;
        otherLooks += 1;
        if (otherLooks > 1) throw new Error('no DNS');
        return ['127.0.0.9'];
      },
      resolveEveryMs: 10,
    });
    const known = () => pool.counts().healthy + pool.counts().resting;
    expect(known()).toBe(3);
    addresses = ['127.0.0.1'];
    await waitFor(() => known() === 2);
    addresses = ['127.0.0.1', '127.0.0.3', '127.0.0.4'];
    await waitFor(() => known() === 4);
    expect((await crawl(pool)).status).toBe('ok');
  });
});
