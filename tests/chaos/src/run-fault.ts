import { setTimeout as delay } from 'node:timers/promises';
import {
  PATIENCE_MS,
  type Stack,
  startStack,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import { type Book, createBook, quantile } from './book.js';
import { check, type Verdict, waitUntilSettled } from './checker.js';
import { connectDatabase } from './connect-database.js';
import type { Fault, FaultContext } from './fault.js';
import { changeAll, startLoad, startWatching } from './load.js';
import type { Neighbour } from './neighbour.js';
import { ShopModel } from './shop-model.js';

/** Of a run of this suite; the default of the house is 30 s. */
const LEASE_MS = 5000;
/** What is still missing then is lost. The report says how long it was. */
const RECOVER_WITHIN_MS = 2 * PATIENCE_MS;

export interface RunOptions {
  seed: number;
  /** Rounds in which everything changes once more after the fault: the first returns, the second goes back and forth, the third is silent. */
  rounds: number;
  /** How long what is missing is waited for, in ms. @default 240000 */
  settleWithinMs?: number;
  /** A build of the scheduler with something planted in it. @default the built one */
  schedulerEntry?: string;
}

export interface FaultReport extends Verdict {
  fault: Fault;
  acknowledged: number;
  changes: number;
  refused: Book['refused'];
  /** From heal to everything run, told and received, in ms. */
  recoverMs: number;
  /** Of creations while the fault lasted, in ms. */
  p99Ms: number;
  measures: Record<string, number | string>;
  /** Why the fault's own promise does not hold; absent when it does. */
  broken?: string;
}

interface Scene {
  fault: Fault;
  options: RunOptions;
  stack: Stack;
  receivers: readonly WebhookReceiver[];
  neighbour: Neighbour | undefined;
}

/** One house, one fault: load, break, heal, drain, settle the account. */
export async function runFault(fault: Fault, options: RunOptions): Promise<FaultReport> {
  const receivers = await Promise.all(Array.from({ length: 1 + (fault.receivers ?? 0) }, startWebhookReceiver));
  const neighbour = await fault.openNeighbour?.();
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      schedulers: 2,
      crawlers: 2,
      ...fault.stack,
      schedulerEntry: options.schedulerEntry,
      allowHosts: [...receivers, ...(neighbour ? [neighbour] : [])].map(({ host }) => host),
      env: { APP_LEASE_MS: String(LEASE_MS), CRAWLER_DEADLINE_MS: '4000', LOG_LEVEL: 'info', ...fault.stack?.env },
    });
    return await breakAndSettle({ fault, options, stack, receivers, neighbour });
  } finally {
    await stack?.stop();
    await neighbour?.close();
    await Promise.all(receivers.map((receiver) => receiver.close()));
  }
}

async function breakAndSettle({ fault, options, stack, receivers, neighbour }: Scene): Promise<FaultReport> {
  const { redis } = stack;
  if (!redis) throw new Error('this suite needs a Redis');
  const book = createBook(new ShopModel(stack));
  const measures: Record<string, number | string> = {};
  const ends: (() => Promise<void>)[] = [];
  await startWatching(stack, book, receivers);
  const load = startLoad(stack, book, options.seed);
  await waitFor(() => book.acknowledged.size >= 20, { what: 'the load to be under way' });

  const context: FaultContext = {
    stack,
    redis,
    book,
    neighbour,
    receivers: receivers.slice(1),
    hold: (ms) => delay(ms),
    measure: (name, value) => {
      measures[name] = value;
    },
    onEnd: (end) => {
      ends.push(end);
    },
  };
  const brokenAtMs = Date.now();
  const broken = await fault.run(context).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const healedAtMs = Date.now();
  await load.stop();

  const db = await connectDatabase(stack.databaseUrl);
  const settleWithinMs = options.settleWithinMs ?? RECOVER_WITHIN_MS;
  try {
    const evidence = { db, redis: redis.client(), book };
    await book.model.compareWithShop();
    let isSettled = await waitUntilSettled(evidence, settleWithinMs);
    const recoverMs = Date.now() - healedAtMs;
    for (let round = 0; round < options.rounds && isSettled; round += 1) {
      await changeAll(book);
      isSettled = await waitUntilSettled(evidence, settleWithinMs);
    }
    await book.model.compareWithShop();
    const verdict = await check(evidence, settleWithinMs);
    const during = book.latencies.filter(({ sentAtMs }) => sentAtMs >= brokenAtMs && sentAtMs <= healedAtMs);
    return {
      fault,
      ...verdict,
      measures,
      recoverMs,
      acknowledged: book.acknowledged.size,
      changes: book.model.changes,
      refused: book.refused,
      p99Ms: quantile(
        during.map(({ tookMs }) => tookMs),
        0.99,
      ),
      ...(broken === undefined ? {} : { broken }),
    };
  } finally {
    await db.end();
    for (const end of ends) await end();
  }
}

/** What makes the suite fail. */
export function faultsOf(report: FaultReport): string[] {
  const { fault, lost, doubled, repeatedSends, refused, broken } = report;
  const { mayRepeatSends, mayRefuse = [] } = fault;
  const strange = [...refused].filter(([status]) => !mayRefuse.includes(status));
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...doubled.map((what) => `wrong: ${what}`),
    ...(repeatedSends > 0 && !mayRepeatSends ? [`${repeatedSends} messages sent twice`] : []),
    ...strange.map(([status, n]) => `${n} creations refused with ${status}`),
    ...(broken === undefined ? [] : [broken]),
  ];
}
