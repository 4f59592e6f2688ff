import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { crawlOk, elapse, type Latch, latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../../test/support/items.js';
import { recordingLog } from '../../test/support/recording-log.js';
import type { CrawlOrder, PerformedCrawl } from './crawl-order.js';
import { createCrawlSharing } from './crawl-sharing.js';
import type { SharedCrawls } from './shared-crawls.js';

const never = new AbortController().signal;

const answer = (more: object = {}) => crawlOk([listing('a')], more) as CrawlResponse;

function setUp(redis?: SharedCrawls, isEnabled = true) {
  const shared: string[] = [];
  const crawls: { signal: AbortSignal; end: Latch<PerformedCrawl> }[] = [];
  const sharing = createCrawlSharing({
    isEnabled,
    redis,
    isRedisTrusted: () => true,
    onShared: (how) => shared.push(how),
    log: recordingLog(),
  });
  let waits = 0;
  const crawl = (more: Partial<CrawlOrder> = {}, request: Partial<CrawlOrder['request']> = {}) =>
    sharing.crawl({
      request: { source: 'page', query: { url: 'https://shop.example/a' }, deadlineMs: 1000, ...request },
      maxAgeMs: 60_000,
      keepMs: 60_000,
      signal: never,
      onWait: () => {
        waits += 1;
      },
      perform: async (signal) => {
        const end = latch<PerformedCrawl>();
        crawls.push({ signal, end });
        signal.addEventListener('abort', () => end.open({ status: 'refused', waitMs: -1 }), { once: true });
        return end.opened;
      },
      ...more,
    });
  return {
    crawl,
    crawls,
    sharing,
    end: (index: number, response = answer()) => crawls[index]?.end.open({ status: 'crawled', response }),
    waits: () => waits,
    shared: async (how: string) => shared.filter((one) => one === how).length,
  };
}

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createCrawlSharing', () => {
  it('crawls once for all who ask for the same at the same time', async () => {
    const { crawl, crawls, end, waits, shared } = setUp();
    const all = Array.from({ length: 50 }, () => crawl());
    await settle();
    expect(crawls).toHaveLength(1);
    end(0);
    const answers = await Promise.all(all);
    expect(answers.map((each) => each.status === 'crawled' && each.how)).toEqual(['own', ...Array(49).fill('flight')]);
    expect([waits(), await shared('flight')]).toEqual([49, 49]);
  });

  it('gives an answer of a moment ago, as old as it is', async () => {
    const { crawl, crawls, end } = setUp();
    const first = crawl();
    await settle();
    end(0);
    await first;
    await elapse(20);
    const second = await crawl();
    expect(second).toMatchObject({ status: 'crawled', how: 'recent' });
    expect(second.status === 'crawled' && second.answeredAgoMs).toBeGreaterThanOrEqual(20);
    expect(crawls).toHaveLength(1);
  });

  it('takes no crawl for a run that was asked for after it began, under way or over', async () => {
    const { crawl, crawls, end } = setUp();
    const first = crawl();
    await settle();
    const asked = crawl({ maxAgeMs: 0 });
    await settle();
    expect(crawls).toHaveLength(2);
    end(0, answer({ requests: 1 }));
    end(1, answer({ requests: 2 }));
    expect([await first, await asked]).toMatchObject([
      { how: 'own', response: { requests: 1 } },
      { how: 'own', response: { requests: 2 } },
    ]);
    const late = crawl({ maxAgeMs: 0 });
    await settle();
    expect(crawls).toHaveLength(3);
    end(2);
    await late;
  });

  it('shares a failure and a refusal among those who wait, and with nobody later', async () => {
    const { crawl, crawls, end } = setUp();
    const failed: CrawlResponse = { status: 'failed', failure: { kind: 'rate_limited', message: 'slow' }, requests: 1 };
    const both = [crawl(), crawl()];
    await settle();
    end(0, failed);
    expect(await Promise.all(both)).toMatchObject([{ response: failed }, { response: failed, how: 'flight' }]);
    const refused = [crawl(), crawl()];
    await settle();
    expect(crawls).toHaveLength(2);
    crawls[1]?.end.open({ status: 'refused', waitMs: 70 });
    expect(await Promise.all(refused)).toEqual(Array(2).fill({ status: 'refused', waitMs: 70 }));
  });

  it('tells all who wait what broke the crawl', async () => {
    const { crawl } = setUp();
    const broken = { perform: () => Promise.reject(new Error('broke')) };
    for (const run of [crawl(broken), crawl()]) await expect(run).rejects.toThrow('broke');
  });

  it('goes on for others when the run that began it ends, and ends when nobody waits', async () => {
    const { crawl, crawls, end } = setUp();
    const one = new AbortController();
    const two = new AbortController();
    const runs = [crawl({ signal: one.signal }), crawl({ signal: two.signal })];
    await settle();
    one.abort(new Error('stopped'));
    await expect(runs[0]).rejects.toThrow('stopped');
    expect(crawls[0]?.signal.aborted).toBe(false);
    end(0);
    expect(await runs[1]).toMatchObject({ status: 'crawled', how: 'flight' });

    const three = new AbortController();
    const other = { query: { url: 'https://shop.example/b' } };
    const alone = crawl({ signal: three.signal }, other);
    await settle();
    three.abort(new Error('gone'));
    await expect(alone).rejects.toThrow('gone');
    expect(crawls[1]?.signal.aborted).toBe(true);
    const next = crawl({}, other);
    await settle();
    expect(crawls).toHaveLength(3);
    end(2);
    await next;
  });

  it('lets a 304 serve only those who sent the same validators', async () => {
    const { crawl, crawls, end } = setUp();
    const etag = (value: string) => ({ validators: { 'https://shop.example/a': { etag: value } } });
    const runs = [crawl({}, etag('"1"')), crawl({}, etag('"1"')), crawl({}, etag('"2"')), crawl()];
    await settle();
    expect(crawls).toHaveLength(3);
    end(0, answer({ items: [], notModified: true, complete: false }));
    end(1);
    end(2);
    expect((await Promise.all(runs)).map((run) => run.status === 'crawled' && [run.how, run.response])).toMatchObject([
      ['own', { notModified: true }],
      ['flight', { notModified: true }],
      ['own', { notModified: false }],
      ['own', { notModified: false }],
    ]);
  });

  it('crawls once more for all who know the same items, when the first answer ends before these', async () => {
    const { crawl, crawls, end } = setUp();
    const shop = (...knownKeys: string[]) =>
      ({ source: 'shopify', query: { url: 'https://shop.example' }, knownKeys }) as const;
    const runs = [crawl({}, shop('a')), crawl({}, shop('z')), crawl({}, shop('z'))];
    await settle();
    expect(crawls).toHaveLength(1);
    end(0, answer({ complete: false }));
    expect(await runs[0]).toMatchObject({ how: 'own' });
    await settle();
    expect(crawls).toHaveLength(2);
    end(1, answer({ items: [listing('a'), listing('z')], complete: false }));
    expect(await Promise.all(runs.slice(1))).toMatchObject([{ how: 'own' }, { how: 'flight' }]);
  });

  it('shares nothing where it is switched off', async () => {
    const { crawl, crawls, end } = setUp(undefined, false);
    const both = [crawl(), crawl()];
    await settle();
    expect(crawls).toHaveLength(2);
    end(0);
    end(1);
    expect(await Promise.all(both)).toMatchObject([{ how: 'own' }, { how: 'own' }]);
  });

  it('crawls for who joined the wait for another replica, when its answer is too old for that one', async () => {
    const answered = latch();
    let asked = 0;
    const { crawl, crawls, end } = setUp({
      async join(_key, _flight, maxAgeMs) {
        asked += 1;
        if (maxAgeMs < 10_000) return { status: 'lead' };
        if (!answered.isOpen) return { status: 'wait' };
        return { status: 'answered', response: answer({ requests: 7 }), startedAgoMs: 10_000, answeredAgoMs: 9000 };
      },
      renew: async () => {},
      finish: async () => {},
    });
    const first = crawl();
    await waitFor(() => asked > 0);
    const asking = crawl({ maxAgeMs: 0 });
    await settle();
    expect(crawls).toHaveLength(0);
    answered.open();
    expect(await first).toMatchObject({ how: 'replica', response: { requests: 7 } });
    await waitFor(() => crawls.length === 1);
    end(0);
    expect(await asking).toMatchObject({ how: 'own', response: { requests: 1 } });
  });

  it('crawls when Redis does not answer, and asks it nothing for a moment', async () => {
    let asked = 0;
    const trouble = () => {
      asked += 1;
      return Promise.reject(new Error('away'));
    };
    const { crawl, crawls, end } = setUp({ join: trouble, renew: trouble, finish: trouble });
    const first = crawl();
    const other = crawl({}, { query: { url: 'https://shop.example/b' } });
    await settle();
    end(0);
    end(1);
    await Promise.all([first, other]);
    const third = crawl({ maxAgeMs: 0 });
    await settle();
    end(2);
    await third;
    expect([crawls.length, asked]).toEqual([3, 2]);
  });
});
