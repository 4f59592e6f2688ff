import { setMaxListeners } from 'node:events';
import { jitter } from '@goodshunter/waiting';
import type { CrawlSlot } from '../crawlers/crawler-pool.js';
import { readSeenItems } from '../store/runs/read-seen-items.js';
import { type ClaimedRun, claimRun } from '../store/tasks/claim-run.js';
import { releaseRun } from '../store/tasks/hold-run.js';
import { readClaimedTask } from '../store/tasks/read-claimed-task.js';
import { crawlForRun } from './crawl-for-run.js';
import { BUSY_RETRY_MS, endEarly } from './end-early.js';
import { keepClaim } from './keep-claim.js';
import {
  type Ending,
  FENCED,
  RELEASED,
  type RunContext,
  type RunOutcome,
  type RunTaskDeps,
  type Turn,
} from './run-context.js';
import { storeFailure, storeParked, storeResult } from './store-run-result.js';

/**
 * One run of a task, top to bottom: a crawler's slot, the claim, the definition, the crawl, and one transaction. Its source
 * acknowledges afterwards.
 * @throws {DatabaseUnavailableError} when the database is away before the crawl; the task is due again by itself.
 */
export async function runTask(deps: RunTaskDeps, turn: Turn, shutdown: AbortSignal): Promise<RunOutcome> {
  const { crawlers, metrics, options } = deps;
  const slot = turn.slot ?? (await crawlers.acquire({ waitMs: options.slotWaitMs, signal: shutdown }));
  if (slot === undefined) return { status: 'busy', retryInMs: jitter(BUSY_RETRY_MS) };
  try {
    const claimed = await claimTurn(deps, turn);
    metrics.claims.inc({ outcome: claimed ? 'won' : 'lost' });
    if (claimed === undefined) return { status: 'not_due' };
    const startedAt = performance.now();
    const { outcome, label } = await runClaimed(deps, turn, claimed, slot, shutdown);
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

async function claimTurn({ db, options }: RunTaskDeps, { claim, taskId }: Turn): Promise<ClaimedRun | undefined> {
  if (claim) return { claim, task: await readClaimedTask(db.sql, claim) };
  return claimRun(db.sql, taskId, { owner: options.worker, leaseMs: options.claimLeaseMs });
}

async function runClaimed(
  deps: RunTaskDeps,
  turn: Turn,
  { claim, task }: ClaimedRun,
  slot: CrawlSlot,
  shutdown: AbortSignal,
): Promise<Ending> {
  const { db, running, options } = deps;
  if (task === undefined) return FENCED;
  const seen = task.hasSeenItems ? await readSeenItems(db.sql, claim.taskId) : [];
  const correlationId = turn.correlationId ?? task.correlationId ?? `run-${claim.taskId}-${claim.token}`;
  const log = deps.log.child({ taskId: claim.taskId, token: claim.token, correlationId });

  const run = running.begin(claim.taskId);
  // One signal for all runs of a source: as many listeners as runs are no leak.
  setMaxListeners(0, shutdown);
  const onShutdown = () => run.abort('shutting down');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });
  const stopKeeping = keepClaim(db.sql, claim, options.claimLeaseMs, () => run.abort('claim lost'));
  const context: RunContext = { deps, log, claim, task, correlationId };
  try {
    if (task.attempt > options.maxAttempts) return await storeParked(context);

    const crawl = await crawlForRun(context, seen, slot, run.signal);
    if (crawl.status === 'refused') {
      // No place of ours waits for a slow host: its tasks do, equal ones together, others each with a turn of its own.
      log.debug('run waits for its host', { waitMs: Math.round(crawl.waitMs) });
      await releaseRun(db.sql, claim, { delayMs: crawl.waitMs });
      return RELEASED;
    }
    slot.release();
    const { response, answeredAgoMs } = crawl;
    const observedAt = new Date(task.clock.now().getTime() - Math.ceil(answeredAgoMs));
    if (response.status === 'failed') return await storeFailure(context, response, run.signal);
    return await storeResult(context, seen, response, observedAt, run.signal);
  } catch (error) {
    return await endEarly(context, error, run.signal);
  } finally {
    stopKeeping();
    shutdown.removeEventListener('abort', onShutdown);
    run.end();
  }
}
