import { setTimeout as sleep } from 'node:timers/promises';
import { isTemporary } from '@goodshunter/db';
import { jitter } from '@goodshunter/waiting';
import { CrawlerBrokeError, CrawlersBusyError, RefusedSaveError, RunAbortedError } from '../errors.js';
import { releaseRun } from '../store/tasks/hold-run.js';
import type { RunClaim } from '../store/tasks/run-claim.js';
import { type Ending, FENCED, RELEASED, type RunContext } from './run-context.js';

/** Ms; two schedulers that found all crawlers full must not come back together. */
export const BUSY_RETRY_MS = 200;
const FIRST_BROKE_DELAY_MS = 1000;
const LONGEST_BROKE_DELAY_MS = 60_000;
const RELEASE_WAIT_MS = 100;
const LONGEST_RELEASE_WAIT_MS = 1000;

/**
 * What is not an ordinary end: the claim is lost, the run was aborted, or the crawlers did not do their part.
 * @param signal of the run: nothing is waited for once it aborts
 * @throws {DatabaseUnavailableError} {TransactionConflictError} the task is due again, at the end of its lease at the latest.
 */
export async function endEarly(
  { deps, log, claim, task }: RunContext,
  error: unknown,
  signal: AbortSignal,
): Promise<Ending> {
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
  if (isTemporary(error)) {
    // The attempt was not the task's fault: it is given back as soon as the database takes that, within the lease.
    await releaseWhenTaken(deps, claim, signal);
    throw error;
  }
  // Whatever this is, it must neither be lost nor spin: the attempt counts, and N of them park the task.
  log.error('run ended by an error', { attempt: task.attempt, error });
  await releaseRun(sql, claim, { delayMs: jitter(FIRST_BROKE_DELAY_MS * 2 ** task.attempt), isAttemptSpent: true });
  return { outcome: { status: 'released' }, label: 'error' };
}

async function releaseWhenTaken(
  { db, options }: RunContext['deps'],
  claim: RunClaim,
  signal: AbortSignal,
): Promise<void> {
  const endsAt = performance.now() + options.claimLeaseMs;
  for (
    let waitMs = RELEASE_WAIT_MS;
    performance.now() < endsAt;
    waitMs = Math.min(2 * waitMs, LONGEST_RELEASE_WAIT_MS)
  ) {
    await sleep(jitter(waitMs), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      await releaseRun(db.sql, claim);
      return;
    } catch (error) {
      if (!isTemporary(error)) throw error;
    }
  }
}
