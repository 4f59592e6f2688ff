import type { Sql } from '@goodshunter/db';
import { storeEvents } from '../outbox/store-events.js';
import type { RunClaim } from './claim-run.js';
import { taskEvent } from './insert-events.js';
import { type FinishedRun, insertRun } from './insert-run.js';
import type { TaskDefinition } from './read-task.js';

export interface BadEnd extends Pick<FinishedRun, 'outcome' | 'worker' | 'correlationId'> {
  message: string;
  /** This run makes the task unhealthy: tell it, once. */
  isNewlyUnhealthy: boolean;
}

/** The row of a run that found nothing and, once per bad spell, an `unhealthy` event with its messages. */
export async function insertFailedRun(sql: Sql, claim: RunClaim, task: TaskDefinition, end: BadEnd): Promise<void> {
  const { outcome, message, isNewlyUnhealthy, worker, correlationId } = end;
  const events = isNewlyUnhealthy ? [taskEvent('unhealthy', message)] : [];
  const createdAt = task.clock.now();
  await storeEvents(sql, { claim, task, events, createdAt, correlationId });
  await insertRun(sql, claim, task, {
    outcome,
    message,
    itemsSeen: 0,
    eventsCount: events.length,
    mayHaveMissed: false,
    worker,
    correlationId,
  });
}
