import { setTimeout as delay } from 'node:timers/promises';
import {
  PATIENCE_MS,
  type Stack,
  startStack,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import type { Evidence } from './account/account.js';
import { countRepeatedSends } from './account/settle-messages.js';
import { type Book, createBook, quantile } from './book.js';
import { BUSY, loadPerCore } from './busy.js';
import { check, type Verdict, waitUntilSettled } from './checker.js';
import { connectDatabase } from './connect-database.js';
import type { Fault, FaultContext } from './fault.js';
import { changeAll, startLoad, startWatching } from './load.js';
import type { Neighbour } from './neighbour.js';
import { ShopModel } from './shop-model.js';

/** Of a run of this suite; the default of the house is 30 s. */
const LEASE_MS = 5000;
/** What is still missing then is lost. */
const LOST_AFTER_MS = 2 * PATIENCE_MS;
/** Longest recovery on a machine that is not busy: several leases, and no second try of a look that failed. */
const RECOVER_WITHIN_MS = 45_000;

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
  /** Processes that wanted to run, for each core, in the last minute of the fault (the system's load average). */
  loadPerCore: number;
  measures: Record<string, number | string>;
  /** Why the fault's own promise does not hold; absent when it does. */
  broken?: string;
}

interface House {
  stack: Stack;
  receivers: readonly WebhookReceiver[];
  book: Book;
  options: RunOptions;
}

/** One house, one fault: load, break, heal, drain, settle the account. */
export async function runFault(fault: Fault, options: RunOptions): Promise<FaultReport> {
  const [report] = await runFaults([fault], options);
  if (!report) throw new Error(`${fault.name} was not run`);
  return report;
}

/**
 * Several faults in one house, one after the other: each is healed and settled before the next, and what changed changes back after the
 * last. A house that does not become whole again is left, and the rest is not run.
 */
export async function runFaults(faults: readonly Fault[], options: RunOptions): Promise<FaultReport[]> {
  const wantedReceivers = 1 + Math.max(...faults.map((fault) => fault.receivers ?? 0));
  const receivers = await Promise.all(Array.from({ length: wantedReceivers }, startWebhookReceiver));
  const neighbours = await Promise.all(faults.map((fault) => fault.openNeighbour?.()));
  const ends: (() => Promise<void>)[] = [];
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      schedulers: 2,
      crawlers: 2,
      ...Object.assign({}, ...faults.map((fault) => fault.stack)),
      schedulerEntry: options.schedulerEntry,
      allowHosts: [...receivers, ...neighbours.filter((neighbour) => neighbour !== undefined)].map(({ host }) => host),
      env: {
        APP_LEASE_MS: String(LEASE_MS),
        LOG_LEVEL: 'info',
        ...Object.assign({}, ...faults.map((fault) => fault.stack?.env)),
      },
    });
    const book = createBook(new ShopModel(stack));
    await startWatching(stack, book, receivers);
    const house = { stack, receivers, book, options };
    const reports: FaultReport[] = [];
    for (const [index, fault] of faults.entries()) {
      const isLast = index === faults.length - 1;
      const report = await breakAndSettle(house, fault, { neighbour: neighbours[index], index, isLast, ends });
      reports.push(report);
      if (report.lost.length > 0 || report.doubled.length > 0) break;
    }
    return reports;
  } finally {
    for (const end of ends) await end();
    await stack?.stop();
    await Promise.all([...receivers, ...neighbours].map((server) => server?.close()));
  }
}

interface Turn {
  neighbour: Neighbour | undefined;
  index: number;
  isLast: boolean;
  /** Run before the house ends. */
  ends: (() => Promise<void>)[];
}

async function breakAndSettle(house: House, fault: Fault, turn: Turn): Promise<FaultReport> {
  const { stack, receivers, book } = house;
  const { redis } = stack;
  if (!redis) throw new Error('this suite needs a Redis');
  const before = countOf(book);
  book.refused.clear();
  const load = startLoad(stack, book, house.options.seed + turn.index);
  await waitFor(() => book.acknowledged.size >= before.acknowledged + 20, { what: 'the load to be under way' });

  const measures: Record<string, number | string> = {};
  const context: FaultContext = {
    stack,
    redis,
    book,
    neighbour: turn.neighbour,
    receivers: receivers.slice(1),
    hold: (ms) => delay(ms),
    measure: (name, value) => {
      measures[name] = value;
    },
    onEnd: (end) => {
      turn.ends.push(end);
    },
  };
  const brokenAtMs = Date.now();
  const broken = await fault.run(context).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const healedAtMs = Date.now();
  const busyness = loadPerCore();
  await load.stop();

  const { recoverMs, repeatedSends, ...verdict } = await settle(house, {
    healedAtMs,
    rounds: turn.isLast ? house.options.rounds : 0,
  });
  const during = book.latencies.filter(({ sentAtMs }) => sentAtMs >= brokenAtMs && sentAtMs <= healedAtMs);
  return {
    fault,
    ...verdict,
    repeatedSends: repeatedSends - before.repeatedSends,
    measures,
    recoverMs,
    loadPerCore: busyness,
    acknowledged: book.acknowledged.size - before.acknowledged,
    changes: book.model.changes - before.changes,
    refused: new Map(book.refused),
    p99Ms: quantile(
      during.map(({ tookMs }) => tookMs),
      0.99,
    ),
    ...(broken === undefined ? {} : { broken }),
  };
}

/** Waits until the account is even, lets everything change `rounds` times more, and reads what it comes to. */
async function settle(
  { stack, book, options }: House,
  { healedAtMs, rounds }: { healedAtMs: number; rounds: number },
): Promise<Verdict & { recoverMs: number }> {
  const { settleWithinMs = LOST_AFTER_MS } = options;
  const db = await connectDatabase(stack.databaseUrl);
  try {
    if (!stack.redis) throw new Error('this suite needs a Redis');
    const evidence: Evidence = { db, redis: stack.redis.client(), book };
    await book.model.compareWithShop();
    let isSettled = await waitUntilSettled(evidence, settleWithinMs);
    const recoverMs = Date.now() - healedAtMs;
    for (let round = 0; round < rounds && isSettled; round += 1) {
      await changeAll(book);
      isSettled = await waitUntilSettled(evidence, settleWithinMs);
    }
    await book.model.compareWithShop();
    return { ...(await check(evidence, settleWithinMs)), recoverMs };
  } finally {
    await db.end();
  }
}

const countOf = ({ acknowledged, model, listeners }: Book) => ({
  acknowledged: acknowledged.size,
  changes: model.changes,
  repeatedSends: countRepeatedSends(listeners),
});

/** What makes the suite fail. */
export function faultsOf(report: FaultReport): string[] {
  const { fault, lost, doubled, repeatedSends, refused, broken, recoverMs } = report;
  const { mayRepeatSends, mayRefuse = [] } = fault;
  const isBusy = report.loadPerCore > BUSY;
  const isExcused = (status: string) => mayRefuse.includes(status) || (status === '503' && isBusy);
  const strange = [...refused].filter(([status]) => !isExcused(status));
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...doubled.map((what) => `wrong: ${what}`),
    ...(repeatedSends > 0 && !mayRepeatSends ? [`${repeatedSends} messages sent twice`] : []),
    ...strange.map(([status, n]) => `${n} creations refused with ${status}`),
    ...(recoverMs > RECOVER_WITHIN_MS && !isBusy ? [`recovered only after ${(recoverMs / 1000).toFixed(1)} s`] : []),
    ...(broken === undefined ? [] : [broken]),
  ];
}
