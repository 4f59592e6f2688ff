import { setTimeout as delay } from 'node:timers/promises';
import {
  PATIENCE_MS,
  type Stack,
  startStack,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import type { Connection } from 'mariadb';
import { type Book, createBook, quantile } from './book.js';
import { check, listOpenWork, type Verdict } from './checker.js';
import { connectDatabase } from './connect-database.js';
import type { Fault } from './fault.js';
import { cutAllPrices, startLoad, startWatching } from './load.js';

/** Of a run of this suite; the default of the house is 30 s. */
const LEASE_MS = 5000;

export interface FaultReport extends Verdict {
  fault: Fault;
  acknowledged: number;
  changes: number;
  refused: number;
  /** From heal to everything run, told and received, in ms. */
  recoverMs: number;
  /** Of creations while the fault lasted, in ms. */
  p99Ms: number;
  measures: Record<string, number | string>;
  /** Why the fault's own promise does not hold; absent when it does. */
  broken?: string;
}

/** One house, one fault: load, break, heal, drain, settle the account. */
export async function runFault(fault: Fault, seed: number): Promise<FaultReport> {
  const receiver = await startWebhookReceiver();
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      schedulers: 2,
      crawlers: 2,
      ...fault.stack,
      allowHosts: [receiver.host],
      env: { APP_LEASE_MS: String(LEASE_MS), CRAWLER_DEADLINE_MS: '4000', LOG_LEVEL: 'info', ...fault.stack?.env },
    });
    return await breakAndSettle({ fault, seed, stack, receiver });
  } finally {
    await stack?.stop();
    await receiver.close();
  }
}

async function breakAndSettle(scene: {
  fault: Fault;
  seed: number;
  stack: Stack;
  receiver: WebhookReceiver;
}): Promise<FaultReport> {
  const { fault, seed, stack, receiver } = scene;
  const book = createBook();
  const measures: Record<string, number | string> = {};
  const { secret } = await startWatching(stack, book, receiver.url);
  receiver.useSecret(secret);
  const load = startLoad(stack, book, seed);
  await waitFor(() => book.acknowledged.size >= 20, { what: 'the load to be under way' });

  const brokenAtMs = Date.now();
  let broken: string | undefined;
  try {
    if (!stack.redis) throw new Error('this suite needs a Redis');
    const measure = (name: string, value: number | string) => {
      measures[name] = value;
    };
    await fault.run({ stack, redis: stack.redis, book, hold: (ms) => delay(ms), measure });
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  const healedAtMs = Date.now();
  await load.stop();

  const db = await connectDatabase(stack.databaseUrl);
  try {
    await settle(db, book, receiver);
    const recoverMs = Date.now() - healedAtMs;
    await cutAllPrices(stack, book);
    await settle(db, book, receiver);
    const verdict = await check(db, book, receiver.received);
    const during = book.latencies.filter(({ sentAtMs }) => sentAtMs >= brokenAtMs && sentAtMs <= healedAtMs);
    return {
      fault,
      ...verdict,
      measures,
      recoverMs,
      acknowledged: book.acknowledged.size,
      changes: book.changes.length,
      refused: [...book.refused.values()].reduce((sum, n) => sum + n, 0),
      p99Ms: quantile(
        during.map(({ tookMs }) => tookMs),
        0.99,
      ),
      ...(broken === undefined ? {} : { broken }),
    };
  } finally {
    await db.end();
  }
}

/** Waits until nothing is open any more; what stays open when time is up is what the checker calls lost. */
async function settle(db: Connection, book: Book, receiver: WebhookReceiver): Promise<void> {
  await waitFor(async () => (await listOpenWork(db, book, receiver.received)).length === 0, {
    timeoutMs: 2 * PATIENCE_MS,
    everyMs: 100,
  }).catch(() => {});
}

/** What makes the suite fail. */
export function faultsOf(report: FaultReport): string[] {
  const { fault, lost, doubled, repeatedSends, refused, broken } = report;
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...doubled.map((what) => `doubled: ${what}`),
    ...(repeatedSends > 0 && !fault.mayRepeatSends ? [`${repeatedSends} messages sent twice`] : []),
    ...(refused > 0 && !fault.mayRefuse ? [`${refused} creations refused`] : []),
    ...(broken === undefined ? [] : [broken]),
  ];
}
