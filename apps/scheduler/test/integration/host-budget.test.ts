import { crawlResponseSchema } from '@goodshunter/contracts/crawl';
import { createRedisConnect } from '@goodshunter/taskqueue';
import { crawlOk, PATIENCE_MS, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HostBudget } from '../../src/hosts/host-budget.js';
import type { HostRates } from '../../src/hosts/host-limits.js';
import { createRedisHostStore, type RedisHostStore } from '../../src/hosts/redis-host-store.js';
import { createMetrics } from '../../src/metrics.js';
import { createRowsHostStore } from '../../src/store/hosts/rows-host-store.js';
import { recordingLog } from '../support/recording-log.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let redis: RedisServer;
let database: TestDatabase;
const closing: (() => void | Promise<void>)[] = [];
beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await redis.stop();
  await database.close();
});

/** The budget of one scheduler: its own connection, nothing in common with another but the store. */
function startBudget(where: 'redis' | 'rows', rates: HostRates): HostBudget {
  let store: RedisHostStore | undefined;
  if (where === 'redis') store = createRedisHostStore({ connect: createRedisConnect(redis), timeoutMs: PATIENCE_MS });
  const budget = new HostBudget({
    rates,
    redis: store,
    rows: createRowsHostStore(database.db.sql),
    isRedisTrusted: () => true,
    isExempt: () => false,
    metrics: createMetrics('test'),
    log: recordingLog(),
  });
  closing.push(async () => {
    await budget.close();
    store?.close();
  });
  return budget;
}

describe.each(['redis', 'rows'] as const)('two schedulers with budgets in %s', (where) => {
  it('together never send more than the burst and the rate allow, and make good use of it', async () => {
    const rates = { requestsPerSecond: 50, burst: 12 };
    const budgets = [startBudget(where, rates), startBudget(where, rates)];
    const host = `rate-${where}.example`;
    let sent = 0;
    let refused = 0;
    const startedAt = performance.now();
    let lastGrantAt = startedAt;
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (asker) => {
        // Long enough for the rate to show, and until enough was asked for.
        const isOver = () => performance.now() - startedAt > 2500 && sent > 20 && refused > 0;
        for (let turn = 0; !isOver(); turn += 1) {
          const answer = await budgets[asker % 2]?.take(host, 1 + ((asker + turn) % 4), asker);
          if (answer?.status !== 'granted') {
            refused += 1;
            // Impatient: their own turn would be later.
            await new Promise((resolve) => setTimeout(resolve, 5));
            continue;
          }
          lastGrantAt = performance.now();
          const requests = turn % 3 === 0 ? 1 : answer.grant.requests;
          sent += requests;
          answer.grant.settle(crawlResponseSchema.parse(crawlOk([], { requests })));
        }
      }),
    );
    const seconds = (lastGrantAt - startedAt) / 1000;
    // One more for the milliseconds that clocks are rounded to.
    expect(sent).toBeLessThanOrEqual(12 + 50 * seconds + 1);
  });

  it('lose no more than the grant of one that was killed', async () => {
    const rates = { requestsPerSecond: 5, burst: 5 };
    const host = `killed-${where}.example`;
    expect(await startBudget(where, rates).take(host, 5, 1)).toMatchObject({ status: 'granted' });
    const other = startBudget(where, rates);
    // Nobody settles the first grant: it refills by itself.
    const grant = await waitFor(async () => {
      const turn = await other.take(host, 5, 1);
      return turn.status === 'granted' ? turn.grant : undefined;
    });
    expect(grant.requests).toBe(5);
  });

  it('both keep away from a host that has refused one of them', async () => {
    const rates = { requestsPerSecond: 1000, burst: 100 };
    const [one, other] = [startBudget(where, rates), startBudget(where, rates)];
    const host = `refusing-${where}.example`;
    const turn = await one.take(host, 1, 1);
    if (turn.status === 'granted') {
      const failure = { kind: 'rate_limited' as const, message: 'no', retryAfterMs: 3_600_000 };
      turn.grant.settle({ status: 'failed', failure, requests: 1 });
    }
    const kept = await waitFor(async () => {
      const answer = await other.take(host, 1, 1);
      return answer.status === 'refused' ? answer : undefined;
    });
    expect(kept.waitMs).toBeGreaterThan(3_500_000);
  });
});

describe('budgets while Redis is frozen', () => {
  it('come from rows, with the refusals that Redis was told of', async () => {
    const host = 'frozen.example';
    const budget = startBudget('redis', { requestsPerSecond: 1000, burst: 100 });
    const turn = await budget.take(host, 1, 1);
    if (turn.status === 'granted') {
      const failure = { kind: 'blocked' as const, message: 'no' };
      turn.grant.settle({ status: 'failed', failure: { ...failure, retryAfterMs: 3_600_000 }, requests: 1 });
    }
    await waitFor(async () => (await database.count('host_budget', `host = '${host}' AND failures = 1`)) === 1);
    await redis.client().flushall();
    const own = createRedisHostStore({ connect: createRedisConnect(redis), timeoutMs: 100 });
    const other = new HostBudget({
      rates: { requestsPerSecond: 1000, burst: 100 },
      redis: own,
      rows: createRowsHostStore(database.db.sql),
      isRedisTrusted: () => true,
      isExempt: () => false,
      metrics: createMetrics('test'),
      log: recordingLog(),
    });
    redis.pause();
    try {
      expect(await other.take(host, 1, 1)).toMatchObject({ status: 'refused' });
      expect(await other.take('free.example', 1, 1)).toMatchObject({ status: 'granted' });
    } finally {
      redis.resume();
      await other.close();
      own.close();
    }
  });
});
