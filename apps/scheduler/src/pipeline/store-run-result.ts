import type { CrawlFailure, CrawlResponse, CrawlSuccess, SourceName } from '@goodshunter/contracts/crawl';
import { inSlices } from '@goodshunter/waiting';
import { diffListing } from '../diff/diff-listing.js';
import { digestItem } from '../diff/digest-item.js';
import { keysBehind } from '../diff/keys-behind.js';
import type { SeenItem } from '../diff/seen-item.js';
import { parkRun } from '../store/runs/park-run.js';
import { saveFailure } from '../store/runs/save-failure.js';
import { saveResult } from '../store/runs/save-result.js';
import { failureBackoffMs } from './failure-backoff.js';
import { findListedAgain } from './find-listed-again.js';
import { hasGap, isFullLook } from './full-look.js';
import { matchListing } from './match-listing.js';
import type { Ending, RunContext } from './run-context.js';
import { untilStored } from './until-stored.js';

/** Sources that read the list of one seller. */
const ONE_SHOP: ReadonlySet<SourceName> = new Set(['shopify', 'woocommerce']);

/** Stores what a crawl found: items, prices, events and messages in one transaction. @throws {RefusedSaveError} when the claim is lost. */
export async function storeResult(
  { deps, log, claim, task, correlationId }: RunContext,
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
    isOneShop: ONE_SHOP.has(task.source),
    atMs: observedAt.getTime(),
    doubtedForMs: task.doubtedForMs,
    ...(task.isBaselineCut ? { behind: keysBehind(crawl.items, seen) } : {}),
  };
  const isFull = isFullLook(task.source, claim.taskId, claim.token);
  const isTurning = task.isDraft || crawl.findings?.resolved !== undefined;
  if (seen.length > 0) await inSlices(crawl.items, digestItem);
  const diff = diffListing(seen, look, await matchListing(task, crawl.items));
  const isDoubted = typeof diff.doubt === 'object' || (diff.doubt === 'unknown' && task.doubtedForMs !== null);
  const stored = await untilStored({ deps, claim }, signal, async () => {
    return saveResult(db, claim, task, {
      diff,
      itemsSeen: crawl.items.length,
      mayHaveMissed: !look.isBaseline && (isFull ? hasGap(crawl, seen) : crawl.mayHaveMissed),
      // Those of a doubted look would have the shop say "not modified" of what is not believed.
      validators: crawl.notModified || isDoubted ? null : crawl.validators,
      isDoubted,
      memory: crawl.memory,
      findings: crawl.findings,
      evidence: crawl.evidence,
      isBaselineCut: look.isBaseline && isTurning && crawl.mayHaveMissed,
      listedAgain: findListedAgain(seen, crawl),
      observedAt,
      worker: options.worker,
      correlationId,
    });
  });
  const events = stored?.events;
  metrics.itemsSeen.inc({ source: task.source }, crawl.items.length);
  metrics.lastRunCompleted.setToCurrentTime();
  for (const { kind } of events ?? []) metrics.events.inc({ kind });
  // Unknown events: COMMIT's answer was lost, so there may be some.
  if (stored === undefined) deps.onOutbox?.([task.userId]);
  else if (stored.told.length > 0) deps.onOutbox?.(stored.told);
  if (task.isUnhealthy) log.info('task recovered', { source: task.source });
  if (typeof diff.doubt === 'object') log.info('listing doubted', { source: task.source, ...diff.doubt });
  log.info('run saved', { items: crawl.items.length, events: events?.length, requests: crawl.requests });
  return { outcome: { status: 'saved' }, label: 'ok' };
}

type CrawlRefusal = Extract<CrawlResponse, { status: 'failed' }>;

/** Stores a typed failure: health, backoff and, after enough in a row, one event. @throws {RefusedSaveError} when the claim is lost. */
export async function storeFailure(
  context: RunContext,
  { failure, evidence }: CrawlRefusal,
  signal: AbortSignal,
): Promise<Ending> {
  const { deps, log, claim, task, correlationId } = context;
  const { db, options } = deps;
  const failures = task.failures + 1;
  const isNewlyUnhealthy =
    !task.isDraft && !task.isUnhealthy && failures >= looksUntilUnhealthy(failure, options.unhealthyAfter);
  const { kind, message, retryAfterMs, httpStatus } = failure;
  const backoffMs = failureBackoffMs({ kind, failures, intervalS: task.intervalS, retryAfterMs });
  const told = await untilStored({ deps, claim }, signal, () =>
    saveFailure(db, claim, task, {
      failure,
      evidence,
      backoffMs,
      isNewlyUnhealthy,
      worker: options.worker,
      correlationId,
    }),
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
    deps.onOutbox?.(told ?? [task.userId]);
    log.warn('task became unhealthy', { source: task.source, kind, failures });
  }
  return { outcome: { status: 'failed' }, label: kind };
}

/** Puts a task aside whose runs never end. @throws {RefusedSaveError} when the claim is lost. */
export async function storeParked({ deps, log, claim, task, correlationId }: RunContext): Promise<Ending> {
  const { db, options } = deps;
  const { parkMs, maxAttempts, worker } = options;
  const told = await parkRun(db, claim, task, { parkMs, maxAttempts, worker, correlationId });
  if (!task.isUnhealthy && !task.isDraft) {
    deps.metrics.events.inc({ kind: 'unhealthy' });
    deps.onOutbox?.(told);
  }
  log.error('task parked', { attempts: task.attempt - 1, source: task.source });
  return { outcome: { status: 'parked', reason: `parked after ${task.attempt - 1} attempts` }, label: 'crashing' };
}

/** A shop that has taken a product away means it: a second look is enough. */
const LOOKS_UNTIL_GONE = 2;

function looksUntilUnhealthy({ kind }: CrawlFailure, unhealthyAfter: number): number {
  return kind === 'gone' ? Math.min(LOOKS_UNTIL_GONE, unhealthyAfter) : unhealthyAfter;
}
