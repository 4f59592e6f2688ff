import type { Sql } from '@goodshunter/db';
import { taskEvent } from '../outbox/insert-events.js';
import { storeEvents } from '../outbox/store-events.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';
import { type FinishedRun, insertRun } from './insert-run.js';

export interface BadEnd extends Pick<FinishedRun, 'outcome' | 'worker' | 'correlationId'> {
  message: string;
  /** This run makes the task unhealthy: tell it, once. */
  isNewlyUnhealthy: boolean;
}

/**
 * The row of a run that found nothing and, once per bad spell, an `unhealthy` event with its messages.
 * @returns whose channels have something to send
 */
export async function insertFailedRun(
  sql: Sql,
  claim: RunClaim,
  task: ClaimedTask,
  end: BadEnd,
): Promise<readonly number[]> {
  const { outcome, message, isNewlyUnhealthy, worker, correlationId } = end;
  const events = isNewlyUnhealthy ? [taskEvent('unhealthy', message)] : [];
  const createdAt = task.clock.now();
  const told = await storeEvents(sql, { claim, task, events, createdAt, correlationId });
  await insertRun(sql, claim, task, {
    outcome,
    message,
    itemsSeen: 0,
    eventsCount: events.length,
    mayHaveMissed: false,
    worker,
    correlationId,
  });
  return told;
}
