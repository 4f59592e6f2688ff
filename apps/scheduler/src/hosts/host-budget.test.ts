import { setTimeout as sleep } from 'node:timers/promises';
import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordingLog } from '../../test/support/recording-log.js';
import { createMetrics } from '../metrics.js';
import { HostBudget, type HostBudgetOptions, type HostGrant } from './host-budget.js';
import type { HostAnswer, HostMove, HostStore } from './host-store.js';

const ME = 7;
const GRANTED: HostAnswer = { waitMs: 0, costMs: 100, isSlowed: false, atMs: 1000 };

class FakeStore implements HostStore {
  readonly moves: HostMove[] = [];
  answer: HostAnswer = GRANTED;
  error: Error | undefined;
  delayMs = 0;

  constructor(readonly name: HostStore['name']) {}

  async exchange(move: HostMove): Promise<HostAnswer> {
    if (this.error) throw this.error;
    this.moves.push(move);
    if (this.delayMs > 0) await sleep(this.delayMs);
    return this.answer;
  }
}

let redis: FakeStore;
let rows: FakeStore;
let isTrusted: boolean;
let budget: HostBudget;
beforeEach(() => {
  redis = new FakeStore('redis');
  rows = new FakeStore('rows');
  isTrusted = true;
  budget = create();
});
afterEach(() => budget.close());

function create(more: Partial<HostBudgetOptions> = {}): HostBudget {
  return new HostBudget({
    rates: { requestsPerSecond: 10, burst: 8 },
    redis,
    rows,
    isRedisTrusted: () => isTrusted,
    isExempt: (host) => host === 'mine.example',
    metrics: createMetrics('test'),
    log: recordingLog(),
    settleWithinMs: 60_000,
    random: () => 0,
    ...more,
  });
}

async function take(host = 'a.example', wanted = 5): Promise<HostGrant> {
  const turn = await budget.take(host, wanted, ME);
  if (turn.status !== 'granted') throw new Error('refused');
  return turn.grant;
}

const ok = (requests: number, crawlDelayMs = 0): CrawlResponse => ({
  status: 'ok',
  items: [],
  complete: true,
  mayHaveMissed: false,
  notModified: false,
  validators: {},
  requests,
  crawlDelayMs,
});
const blocked: CrawlResponse = { status: 'failed', failure: { kind: 'blocked', message: 'no' }, requests: 1 };

describe('HostBudget', () => {
  it('asks nobody for hosts of the operator, and for tasks that name no host', async () => {
    (await take('mine.example')).settle(blocked);
    const turn = await budget.take(undefined, 5, ME);
    expect(turn.status).toBe('granted');
    if (turn.status === 'granted') turn.grant.settle(ok(2));
    await budget.close();
    expect([...redis.moves, ...rows.moves]).toEqual([]);
  });

  it('grants no more than the burst', async () => {
    expect((await take('a.example', 50)).requests).toBe(8);
  });

  it('refuses with a time to come back at', async () => {
    redis.answer = { ...GRANTED, waitMs: 1234 };
    expect(await budget.take('a.example', 5, ME)).toEqual({ status: 'refused', waitMs: 1234 });
  });

  it('tells what was left, went well and was asked for with the next exchange of that host', async () => {
    (await take()).settle(ok(2, 700));
    (await take('b.example')).giveBack();
    await take();
    const [, , told] = redis.moves;
    const unused = [{ owner: ME, requests: 3, unusedMs: 300, grantedAtMs: 1000 }];
    expect(told?.settled).toMatchObject({ excess: 0, successes: 1, delayMs: 700, unused });
    await take();
    expect(redis.moves.at(-1)?.settled.unused).toEqual([]);
  });

  it('charges what a crawl sent beyond its grant', async () => {
    (await take()).settle(ok(6));
    await take();
    expect(redis.moves.at(-1)?.settled).toMatchObject({ excess: 1, unused: [] });
  });

  it('settles a grant once', async () => {
    const grant = await take();
    grant.settle(ok(5));
    grant.giveBack();
    await take();
    expect(redis.moves.at(-1)?.settled).toMatchObject({ unused: [], successes: 1 });
  });

  it('settles in time where no exchange follows, and the rest as it closes', async () => {
    budget = create({ settleWithinMs: 5 });
    (await take()).settle(ok(5));
    await waitFor(() => redis.moves.some(({ wanted, settled }) => wanted === 0 && settled.successes === 1));
    const other = create();
    const turn = await other.take('c.example', 1, ME);
    if (turn.status === 'granted') turn.grant.settle(ok(1));
    await other.close();
    expect(redis.moves.at(-1)).toMatchObject({ host: 'c.example', wanted: 0, settled: { successes: 1 } });
  });

  it('tells each of thousands of hosts once, however long a round of that takes', async () => {
    redis.delayMs = 1;
    budget = create({ settleWithinMs: 1 });
    const hosts = Array.from({ length: 2000 }, (_value, index) => `h${index}.example`);
    for (let from = 0; from < hosts.length; from += 20) {
      await Promise.all(hosts.slice(from, from + 20).map(async (host) => (await take(host)).settle(ok(5))));
    }
    await waitFor(() => redis.moves.reduce((sum, { settled }) => sum + settled.successes, 0) === hosts.length);
    await budget.close();
    expect(redis.moves).toHaveLength(2 * hosts.length);
  });

  it('tells a refusal of the host at once, and to the rows too', async () => {
    (await take()).settle(blocked);
    const told = { wanted: 0, settled: { refusal: { isSlowing: true, threshold: 1 } } };
    await waitFor(() => rows.moves.length > 0);
    expect(redis.moves.at(-1)).toMatchObject(told);
    expect(rows.moves).toMatchObject([told]);
  });

  it('takes budgets from rows while Redis is not trusted, and gives nothing back that came from elsewhere', async () => {
    const grant = await take();
    isTrusted = false;
    grant.settle(ok(1));
    await take();
    expect(rows.moves).toMatchObject([{ wanted: 5, settled: { unused: [], successes: 1 } }]);
  });

  it('takes them from rows when Redis fails, without asking it again at once', async () => {
    redis.error = new Error('no answer');
    await take();
    redis.error = undefined;
    await take();
    expect(redis.moves).toEqual([]);
    expect(rows.moves).toHaveLength(2);
    await waitFor(async () => {
      await take();
      return redis.moves.length > 0;
    });
  });

  it('says that neither answers', async () => {
    redis.error = new Error('no answer');
    rows.error = new Error('no database');
    await expect(budget.take('a.example', 1, ME)).rejects.toThrow('no database');
    rows.error = undefined;
  });

  it('counts the hosts it knows to be slowed', async () => {
    redis.answer = { ...GRANTED, isSlowed: true };
    await take();
    expect(budget.slowedCount).toBe(1);
    redis.answer = GRANTED;
    await take();
    expect(budget.slowedCount).toBe(0);
  });
});
