import { randomBytes } from 'node:crypto';
import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { createRedisConnect } from '@goodshunter/taskqueue';
import { crawlOk, elapse, latch, PATIENCE_MS, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CrawlOrder, PerformedCrawl } from '../../src/sharing/crawl-order.js';
import { type CrawlSharing, createCrawlSharing } from '../../src/sharing/crawl-sharing.js';
import {
  CRAWL_KEY_PREFIX,
  createRedisSharedCrawls,
  FLIGHT_MS,
  type RedisSharedCrawls,
} from '../../src/sharing/redis-shared-crawls.js';
import { listing } from '../support/items.js';
import { recordingLog } from '../support/recording-log.js';
import { openSchedulerRig } from '../support/scheduler-rig.js';

const never = new AbortController().signal;
/** Longer than any test takes, however busy the machine. */
const LONG_MS = 600_000;

interface Replica {
  sharing: CrawlSharing;
  store: RedisSharedCrawls;
  log: ReturnType<typeof recordingLog>;
}

let redis: RedisServer;
let replicas: Replica[];
let queries = 0;
let url: string;

beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client().flushall();
  queries += 1;
  url = `https://shop${queries}.example`;
  replicas = [createReplica(), createReplica()];
});
afterEach(async () => {
  for (const { sharing, store } of replicas) {
    await sharing.close();
    store.close();
  }
});

function createReplica(): Replica {
  const log = recordingLog();
  // A deadline that no busy machine meets by chance.
  const store = createRedisSharedCrawls({ connect: createRedisConnect(redis), timeoutMs: PATIENCE_MS });
  const sharing = createCrawlSharing({
    isEnabled: true,
    redis: store,
    isRedisTrusted: () => true,
    log,
    waitMs: LONG_MS,
  });
  return { sharing, store, log };
}

function found(keys: string[], more: object = {}): CrawlResponse {
  return crawlOk(
    keys.map((key) => listing(key)),
    more,
  ) as CrawlResponse;
}

/** Orders of one replica; each counts when it crawls and when it waits. */
function orders(index: number, answer: () => Promise<PerformedCrawl>) {
  const counts = { crawls: 0, waits: 0 };
  return {
    counts,
    crawl: (more: Partial<CrawlOrder> = {}) => {
      const { sharing } = replicas[index] as Replica;
      return sharing.crawl({
        request: { source: 'page', query: { url }, deadlineMs: 1000 },
        maxAgeMs: LONG_MS,
        keepMs: LONG_MS,
        signal: never,
        onWait: () => {
          counts.waits += 1;
        },
        perform: () => {
          counts.crawls += 1;
          return answer();
        },
        ...more,
      });
    },
  };
}

const crawled = (response: CrawlResponse): PerformedCrawl => ({ status: 'crawled', response });

describe('two replicas with one Redis', () => {
  it('crawl once for fifty equal requests, those that come later included', async () => {
    const end = latch();
    const answer = () => end.opened.then(() => crawled(found(['a'])));
    const [one, two] = [orders(0, answer), orders(1, answer)];
    const all = [one, two].flatMap((each) => Array.from({ length: 25 }, () => each.crawl()));
    await waitFor(() => one.counts.crawls + two.counts.crawls === 1 && one.counts.waits > 0 && two.counts.waits > 0);
    end.open();
    const answers = await Promise.all(all);
    for (const each of answers) expect(each).toMatchObject({ status: 'crawled', response: { items: [{ key: 'a' }] } });
    expect(answers.filter((each) => each.status === 'crawled' && each.how === 'replica')).toHaveLength(1);
    expect(await two.crawl()).toMatchObject({ how: 'recent' });
    expect(one.counts.crawls + two.counts.crawls).toBe(1);
  });

  it('find the answer of a moment ago in Redis, as old as it is', async () => {
    const [one, two] = [orders(0, async () => crawled(found(['a']))), orders(1, async () => crawled(found(['b'])))];
    const first = await one.crawl();
    await replicas[0]?.sharing.close();
    await elapse(50);
    const second = await two.crawl();
    expect([first, second]).toMatchObject([{ how: 'own' }, { how: 'replica', response: { items: [{ key: 'a' }] } }]);
    expect(second.status === 'crawled' && second.answeredAgoMs).toBeGreaterThanOrEqual(50);
  });

  it('pass on long answers too', async () => {
    const long = found(Array.from({ length: 500 }, (_, index) => `long${index}`));
    const [one, two] = [orders(0, async () => crawled(long)), orders(1, async () => crawled(found(['b'])))];
    await one.crawl();
    await replicas[0]?.sharing.close();
    expect(await two.crawl()).toMatchObject({ how: 'replica', response: long });
  });

  it('crawl again for a run that was asked for after the crawl began', async () => {
    const [one, two] = [orders(0, async () => crawled(found(['a']))), orders(1, async () => crawled(found(['b'])))];
    await one.crawl();
    await replicas[0]?.sharing.close();
    expect(await two.crawl({ maxAgeMs: 0 })).toMatchObject({ how: 'own', response: { items: [{ key: 'b' }] } });
  });

  it('keep an answer no longer than it may be kept', async () => {
    const [one, two] = [orders(0, async () => crawled(found(['a']))), orders(1, async () => crawled(found(['b'])))];
    await one.crawl({ keepMs: 1 });
    await replicas[0]?.sharing.close();
    const client = redis.client();
    await waitFor(async () => (await client.keys(`${CRAWL_KEY_PREFIX}*`)).length === 0);
    expect(await two.crawl()).toMatchObject({ how: 'own' });
  });

  it('do not pass on failures, nor answers that are too large', async () => {
    const failed: CrawlResponse = { status: 'failed', failure: { kind: 'blocked', message: 'no' }, requests: 1 };
    const noise = Array.from({ length: 200 }, (_, index) =>
      listing(`noise${index}`, 1, { description: randomBytes(3000).toString('base64') }),
    );
    const large = crawlOk(noise) as CrawlResponse;
    for (const response of [failed, large]) {
      const request = { source: 'page' as const, query: { url: `${url}/${response.status}` }, deadlineMs: 1000 };
      const [one, two] = [orders(0, async () => crawled(response)), orders(1, async () => crawled(found(['b'])))];
      await one.crawl({ request });
      await replicas[0]?.sharing.close();
      expect(await two.crawl({ request })).toMatchObject({ how: 'own', response: { items: [{ key: 'b' }] } });
    }
  });

  it('take over from a replica that died in the middle of it', async () => {
    const two = orders(1, async () => crawled(found(['b'])));
    const seen: string[] = [];
    const dead: Pick<RedisSharedCrawls, 'join'> = {
      async join(key, flight, maxAgeMs) {
        seen.push(key);
        return (replicas[0] as Replica).store.join(key, flight, maxAgeMs);
      },
    };
    const sharing = createCrawlSharing({
      isEnabled: true,
      redis: { ...dead, renew: async () => {}, finish: async () => {} },
      isRedisTrusted: () => true,
      log: recordingLog(),
    });
    const gone = new AbortController();
    const begun = latch();
    const dying = sharing.crawl({
      request: { source: 'page', query: { url }, deadlineMs: 1000 },
      maxAgeMs: LONG_MS,
      keepMs: LONG_MS,
      signal: gone.signal,
      onWait: () => {},
      perform: (signal) => {
        begun.open();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await begun.opened;
    const next = two.crawl();
    await waitFor(() => two.counts.waits > 0);
    expect(await next).toMatchObject({ how: 'own', response: { items: [{ key: 'b' }] } });
    gone.abort(new Error('dead'));
    await expect(dying).rejects.toThrow('dead');
    expect(seen).toHaveLength(1);
  });

  it('go on for as long as a slow crawl takes', async () => {
    const end = latch();
    const [one, two] = [
      orders(0, () => end.opened.then(() => crawled(found(['a'])))),
      orders(1, async () => crawled(found(['b']))),
    ];
    const first = one.crawl();
    await waitFor(() => one.counts.crawls === 1);
    const second = two.crawl();
    const client = redis.client();
    const [key = ''] = await waitFor(async () => {
      const keys = await client.keys(`${CRAWL_KEY_PREFIX}*:flight`);
      return keys.length > 0 ? keys : undefined;
    });
    // It lives beyond its first expiry, as somebody speaks for it.
    await elapse(FLIGHT_MS + 500);
    expect([await client.exists(key), two.counts.crawls]).toEqual([1, 0]);
    end.open();
    expect(await Promise.all([first, second])).toMatchObject([{ how: 'own' }, { how: 'replica' }]);
  });

  it('all get their answers when Redis is killed in the middle, and share again when it is back', async () => {
    const end = latch();
    const [one, two] = [
      orders(0, () => end.opened.then(() => crawled(found(['a'])))),
      orders(1, async () => crawled(found(['b']))),
    ];
    const all = Array.from({ length: 25 }, () => one.crawl());
    await waitFor(() => one.counts.crawls === 1);
    all.push(...Array.from({ length: 25 }, () => two.crawl()));
    await waitFor(() => two.counts.waits >= 24);
    try {
      await redis.kill('SIGKILL');
      await waitFor(() => two.counts.crawls === 1);
      end.open();
      const keys = (await Promise.all(all)).map(
        (each) => each.status === 'crawled' && each.response.status === 'ok' && each.response.items[0]?.key,
      );
      expect(keys).toEqual([...Array(25).fill('a'), ...Array(25).fill('b')]);
      expect([one.counts.crawls, two.counts.crawls]).toEqual([1, 1]);
      // With Redis away, each replica still shares within itself.
      expect(await two.crawl()).toMatchObject({ how: 'recent' });
    } finally {
      await redis.restart();
    }
    let tries = 0;
    await waitFor(
      async () => {
        tries += 1;
        const request = { source: 'page' as const, query: { url: `${url}/again/${tries}` }, deadlineMs: 1000 };
        await one.crawl({ request });
        await replicas[0]?.sharing.close();
        const second = await two.crawl({ request });
        return second.status === 'crawled' && second.how === 'replica';
      },
      { everyMs: 200, what: 'sharing again' },
    );
  });
});

describe('two schedulers', () => {
  it('send few crawls for fifty tasks with an equal query, and store each task its own run', async () => {
    const rig = await openSchedulerRig();
    const { database, crawler } = rig;
    crawler.setAnswer(() => crawlOk([listing('shared/a')]));
    const taskIds = await Promise.all(
      Array.from({ length: 50 }, () => database.createTask({ query: { url: 'https://equal.example' } })),
    );
    try {
      await Promise.all([rig.start(redis, { crawlShareMs: 60_000 }), rig.start(redis, { crawlShareMs: 60_000 })]);
      const done = `outcome = 'ok' AND task_id IN (${taskIds.join(', ')})`;
      await waitFor(async () => (await database.count('run', done)) === 50);
      expect(crawler.crawls.length).toBeGreaterThan(0);
      // One, if Redis answers within its deadline each time; a busy machine may miss it now and then.
      expect(crawler.crawls.length).toBeLessThan(50);
      expect(await database.count('task_item', `task_id IN (${taskIds.join(', ')})`)).toBe(50);
    } finally {
      await rig.close();
    }
  });
});
