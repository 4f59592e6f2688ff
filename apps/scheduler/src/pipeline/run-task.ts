import { setMaxListeners } from 'node:events';
import type { CrawlFailure, CrawlResponse, CrawlSuccess, QueueMode } from '@goodshunter/contracts';
import { CommitUnknownError, type Database, isDatabaseUnavailable, TransactionConflictError } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { CrawlerPool, CrawlSlot } from '../crawlers/crawler-pool.js';
import { diffListing } from '../diff/diff-listing.js';
import type { SeenItem } from '../diff/seen-item.js';
import { CrawlerBrokeError, CrawlersBusyError, RefusedSaveError, RunAbortedError } from '../errors.js';
import { createMatcher } from '../match/match-item.js';
import type { RunOutcomeLabel, SchedulerMetrics } from '../metrics.js';
import { claimRun, type RunClaim } from '../store/claim-run.js';
import { releaseRun } from '../store/hold-run.js';
import { isRunStored } from '../store/insert-run.js';
import { parkRun } from '../store/park-run.js';
import { readSeenItems } from '../store/read-seen-items.js';
import { readTask, type TaskDefinition } from '../store/read-task.js';
import { saveFailure } from '../store/save-failure.js';
import { saveResult } from '../store/save-result.js';
import { failureBackoffMs } from './failure-backoff.js';
import { hasGap, isFullLook } from './full-look.js';
import { type HostBackoff, hostOf } from './host-backoff.js';
import { keepClaim } from './keep-claim.js';
import type { RunningTasks } from './running-tasks.js';

export interface RunTaskDeps {
  db: Database;
  crawlers: Pick<CrawlerPool, 'acquire'>;
  hosts: HostBackoff;
  running: RunningTasks;
  metrics: SchedulerMetrics;
  log: Logger;
  /** Told after a commit that put messages into the outbox. */
  onOutbox?: () => void;
  options: RunOptions;
}

export interface RunOptions {
  /** This process, as leases and run rows name it. */
  worker: string;
  /** How long a claim lasts, in ms; extended while the run goes on. */
  claimLeaseMs: number;
  /** Longest crawl, in ms. */
  crawlDeadlineMs: number;
  /** Most requests that one crawl may send to a shop. */
  maxRequests: number;
  /** Claims that may come to no end before the task is parked. */
  maxAttempts: number;
  /** How long a parked task rests, in ms. */
  parkMs: number;
  /** Failures in a row that make a task unhealthy. */
  unhealthyAfter: number;
  /** Longest wait for a crawler's slot before the source is told to slow down, in ms. */
  slotWaitMs: number;
}

/** One turn to take: a task to claim, or one that polling has claimed already. */
export interface Turn {
  taskId: number;
  mode: QueueMode;
  claim?: RunClaim;
  /** A crawler's slot that its source took before the claim. The source gives it back. */
  slot?: CrawlSlot;
  /** From the entry; else the task's own. */
  correlationId?: string;
}

export type RunOutcome =
  /** Saved: all effects are stored. */
  | { status: 'saved' }
  /** A typed failure was stored. */
  | { status: 'failed' }
  /** Not due: paused, running elsewhere, or done. */
  | { status: 'not_due' }
  /** The claim was lost on the way; nothing is stored. The task may be due again at once. */
  | { status: 'fenced' }
  /** Given back unspent: no crawler is free. Worth another try after `retryInMs`. */
  | { status: 'busy'; retryInMs: number }
  /** Given back, due later: its host asks for patience, it was told to stop, or its crawler broke. */
  | { status: 'released' }
  /** Put aside, as its runs never end. */
  | { status: 'parked'; reason: string };

/** Ms; two schedulers that found all crawlers full must not come back together. */
const BUSY_RETRY_MS = 200;
const FIRST_BROKE_DELAY_MS = 1000;
const LONGEST_BROKE_DELAY_MS = 60_000;
const KNOWN_KEYS = 200;
const LONGEST_DEADLINE_MS = 120_000;

/**
 * One run of a task, top to bottom: a crawler's slot, the claim, the definition, the crawl, and one transaction. Its source
 * acknowledges afterwards.
 * @throws {DatabaseUnavailableError} when the database is away before the crawl; the task is due again by itself.
 */
export async function runTask(deps: RunTaskDeps, turn: Turn, shutdown: AbortSignal): Promise<RunOutcome> {
  const { db, crawlers, metrics, options } = deps;
  const slot = turn.slot ?? (await crawlers.acquire({ waitMs: options.slotWaitMs, signal: shutdown }));
  if (slot === undefined) return { status: 'busy', retryInMs: jitter(BUSY_RETRY_MS) };
  try {
    const claim =
      turn.claim ?? (await claimRun(db.sql, turn.taskId, { owner: options.worker, leaseMs: options.claimLeaseMs }));
    metrics.claims.inc({ outcome: claim ? 'won' : 'lost' });
    if (claim === undefined) return { status: 'not_due' };
    const startedAt = performance.now();
    const { outcome, label } = await runClaimed(deps, turn, claim, slot, shutdown);
    metrics.runs.inc({ outcome: label, mode: turn.mode });
    if (outcome.status === 'fenced') metrics.fencedWrites.inc();
    if (outcome.status === 'saved' || outcome.status === 'failed') {
      const seconds = (performance.now() - startedAt) / 1000;
      metrics.runDuration.observe({ outcome: outcome.status === 'saved' ? 'ok' : 'failed' }, seconds);
    }
    return outcome;
  } finally {
    slot.release();
  }
}

interface Ending {
  outcome: RunOutcome;
  label: RunOutcomeLabel;
}
const FENCED: Ending = { outcome: { status: 'fenced' }, label: 'fenced' };
const RELEASED: Ending = { outcome: { status: 'released' }, label: 'released' };

async function runClaimed(
  deps: RunTaskDeps,
  turn: Turn,
  claim: RunClaim,
  slot: CrawlSlot,
  shutdown: AbortSignal,
): Promise<Ending> {
  const { db, hosts, running, metrics, options } = deps;
  const task = await readTask(db.sql, claim);
  if (task === undefined) return FENCED;
  const seen = task.hasSeenItems ? await readSeenItems(db.sql, claim.taskId) : [];
  const correlationId = turn.correlationId ?? task.correlationId ?? `run-${claim.taskId}-${claim.token}`;
  const log = deps.log.child({ taskId: claim.taskId, token: claim.token, correlationId });
  if (task.attempt === 1 && task.failures === 0 && task.lateMs >= 0) metrics.startDelay.observe(task.lateMs / 1000);

  const run = running.begin(claim.taskId);
  // One signal for all runs of a source: as many listeners as runs are no leak.
  setMaxListeners(0, shutdown);
  const onShutdown = () => run.abort('shutting down');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });
  const stopKeeping = keepClaim(db.sql, claim, options.claimLeaseMs, () => run.abort('claim lost'));
  try {
    if (task.attempt > options.maxAttempts) return await park({ deps, log, claim, task, correlationId });

    const host = hostOf(task.query);
    const hostWaitMs = host === undefined ? 0 : hosts.waitMs(host);
    if (hostWaitMs > 0) {
      await releaseRun(db.sql, claim, { delayMs: hostWaitMs });
      return RELEASED;
    }

    const crawl = await slot.crawl(toRequest(claim, task, seen, correlationId, options), run.signal);
    const observedAt = task.clock.now();
    slot.release();
    reportHost(hosts, host, crawl);
    const context = { deps, log, claim, task, correlationId };
    if (crawl.status === 'failed') return await storeFailure(context, crawl.failure, run.signal);
    return await storeResult(context, seen, crawl, observedAt, run.signal);
  } catch (error) {
    return await endEarly({ deps, log, claim, task, correlationId }, error);
  } finally {
    stopKeeping();
    shutdown.removeEventListener('abort', onShutdown);
    run.end();
  }
}

interface Context {
  deps: RunTaskDeps;
  log: Logger;
  claim: RunClaim;
  task: TaskDefinition;
  correlationId: string;
}

function toRequest(
  claim: RunClaim,
  task: TaskDefinition,
  seen: readonly SeenItem[],
  correlationId: string,
  options: RunOptions,
) {
  // These must see the listing itself: a 304 of its first page, or paging that stops at known items, would hide the rest.
  const isWhole = task.baselineAt === null || isFullLook(task.source, claim.taskId, claim.token);
  return {
    source: task.source,
    query: task.query,
    deadlineMs: Math.min(options.crawlDeadlineMs, LONGEST_DEADLINE_MS),
    maxRequests: options.maxRequests,
    validators: isWhole ? {} : (task.validators ?? {}),
    knownKeys: isWhole ? [] : seen.slice(0, KNOWN_KEYS).map(({ key }) => key),
    ...(task.currency === null ? {} : { currencyHint: task.currency }),
    correlationId,
  };
}

function reportHost(hosts: HostBackoff, host: string | undefined, crawl: CrawlResponse): void {
  if (host === undefined) return;
  if (crawl.status === 'ok') hosts.reportSuccess(host);
  // A failure without a request is our own (a silent crawler, a bad query): it says nothing of the shop.
  else if (crawl.requests > 0) hosts.reportFailure(host, crawl.failure.kind, crawl.failure.retryAfterMs);
}

async function storeResult(
  { deps, log, claim, task, correlationId }: Context,
  seen: readonly SeenItem[],
  crawl: CrawlSuccess,
  observedAt: Date,
  signal: AbortSignal,
): Promise<Ending> {
  const { db, metrics, options } = deps;
  const look = {
    items: crawl.items,
    isComplete: crawl.complete,
    isNotModified: crawl.notModified,
    isBaseline: task.baselineAt === null,
    baselineAtMs: task.baselineAt?.getTime() ?? null,
  };
  const isFull = isFullLook(task.source, claim.taskId, claim.token);
  const diff = diffListing(seen, look, createMatcher(task));
  const events = await untilStored(db, claim, signal, async () => {
    const saved = await saveResult(db, claim, task, {
      diff,
      itemsSeen: crawl.items.length,
      mayHaveMissed: !look.isBaseline && (isFull ? hasGap(crawl, seen) : crawl.mayHaveMissed),
      validators: crawl.notModified ? null : crawl.validators,
      observedAt,
      worker: options.worker,
      correlationId,
    });
    return saved.events;
  });
  metrics.itemsSeen.inc({ source: task.source }, crawl.items.length);
  metrics.lastRunCompleted.setToCurrentTime();
  for (const { kind } of events ?? []) metrics.events.inc({ kind });
  // Unknown events: COMMIT's answer was lost, so there may be some.
  if (events === undefined || events.length > 0) deps.onOutbox?.();
  if (task.isUnhealthy) log.info('task recovered', { source: task.source });
  log.debug('run saved', { items: crawl.items.length, events: events?.length, requests: crawl.requests });
  return { outcome: { status: 'saved' }, label: 'ok' };
}

async function storeFailure(context: Context, failure: CrawlFailure, signal: AbortSignal): Promise<Ending> {
  const { deps, log, claim, task, correlationId } = context;
  const { db, options } = deps;
  const failures = task.failures + 1;
  const isNewlyUnhealthy = !task.isUnhealthy && failures >= options.unhealthyAfter;
  const { kind, message, retryAfterMs, httpStatus } = failure;
  const backoffMs = failureBackoffMs({ kind, failures, intervalS: task.intervalS, retryAfterMs });
  await untilStored(db, claim, signal, () =>
    saveFailure(db, claim, task, { failure, backoffMs, isNewlyUnhealthy, worker: options.worker, correlationId }),
  );
  log.info('run failed', {
    source: task.source,
    kind,
    reason: message,
    httpStatus,
    failures,
    retryInMs: Math.round(backoffMs),
  });
  if (isNewlyUnhealthy) {
    deps.metrics.events.inc({ kind: 'unhealthy' });
    deps.onOutbox?.();
    log.warn('task became unhealthy', { source: task.source, kind, failures });
  }
  return { outcome: { status: 'failed' }, label: kind };
}

async function park({ deps, log, claim, task, correlationId }: Context): Promise<Ending> {
  const { db, options } = deps;
  const { parkMs, maxAttempts, worker } = options;
  await parkRun(db, claim, task, { parkMs, maxAttempts, worker, correlationId });
  if (!task.isUnhealthy) deps.onOutbox?.();
  log.error('task parked', { attempts: task.attempt - 1, source: task.source });
  return { outcome: { status: 'parked', reason: `parked after ${task.attempt - 1} attempts` }, label: 'crashing' };
}

/** What is not an ordinary end: the claim is lost, the run was aborted, or the crawlers did not do their part. */
async function endEarly({ deps, log, claim, task }: Context, error: unknown): Promise<Ending> {
  const { sql } = deps.db;
  if (error instanceof RefusedSaveError) {
    log.info('run fenced off');
    return FENCED;
  }
  if (error instanceof RunAbortedError) {
    log.info('run aborted', { reason: error.reason });
    if (error.reason === 'claim lost') return FENCED;
    // Told to stop although the task may run: it skips this turn. Shutting down: another replica takes it at once.
    const delayMs = error.reason === 'stopped' ? task.intervalS * 1000 : 0;
    return (await releaseRun(sql, claim, { delayMs })) ? RELEASED : FENCED;
  }
  if (error instanceof CrawlersBusyError) {
    const retryInMs = jitter(BUSY_RETRY_MS);
    await releaseRun(sql, claim, { delayMs: retryInMs / 2 });
    return { outcome: { status: 'busy', retryInMs }, label: 'released' };
  }
  if (error instanceof CrawlerBrokeError) {
    const delayMs = jitter(Math.min(LONGEST_BROKE_DELAY_MS, FIRST_BROKE_DELAY_MS * 2 ** (task.attempt - 1)));
    log.warn('run broke its crawlers', { attempt: task.attempt, retryInMs: Math.round(delayMs), error });
    await releaseRun(sql, claim, { delayMs, isAttemptSpent: true });
    return RELEASED;
  }
  if (isDatabaseUnavailable(error)) throw error;
  // Whatever this is, it must neither be lost nor spin: the attempt counts, and N of them park the task.
  log.error('run ended by an error', { attempt: task.attempt, error });
  await releaseRun(sql, claim, { delayMs: jitter(FIRST_BROKE_DELAY_MS * 2 ** task.attempt), isAttemptSpent: true });
  return { outcome: { status: 'released' }, label: 'error' };
}

/**
 * Saves again and again while the database is away: the crawl is done, and its result is good for as long as the token holds.
 * @returns undefined when an earlier try turns out to have been stored
 */
async function untilStored<T>(
  db: Database,
  claim: RunClaim,
  signal: AbortSignal,
  save: () => Promise<T>,
): Promise<T | undefined> {
  let mayBeStored = false;
  for (let delayMs = 100; ; delayMs = Math.min(delayMs * 2, 2000)) {
    try {
      return await save();
    } catch (error) {
      if (error instanceof RefusedSaveError && mayBeStored && (await isRunStored(db.sql, claim))) return undefined;
      const isUnknown = error instanceof CommitUnknownError;
      if (!isUnknown && !isDatabaseUnavailable(error) && !(error instanceof TransactionConflictError)) throw error;
      mayBeStored ||= isUnknown;
      signal.throwIfAborted();
      await waitUnlessAborted(jitter(delayMs), signal);
    }
  }
}

async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
  signal.throwIfAborted();
}

function jitter(ms: number): number {
  return ms * (0.75 + Math.random() / 2);
}
