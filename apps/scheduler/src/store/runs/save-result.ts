import type { Validators } from '@goodshunter/contracts';
import type { Database, Sql } from '@goodshunter/db';
import type { ListingDiff } from '../../diff/diff-listing.js';
import { RefusedSaveError } from '../../errors.js';
import { insertNotices } from '../outbox/insert-notices.js';
import { type RunClaim, toMicroseconds } from './claim-run.js';
import { insertEvents, type NewEvent, taskEvent } from './insert-events.js';
import { insertRun } from './insert-run.js';
import { moveItems } from './move-items.js';
import { NEXT_ON_GRID } from './next-on-grid.js';
import type { TaskDefinition } from './read-task.js';
import { writeItems } from './write-items.js';
import { writeTaskItems } from './write-task-items.js';

/** A run that came to a good end. */
export interface RunResult {
  diff: ListingDiff;
  itemsSeen: number;
  mayHaveMissed: boolean;
  /** Null: keep those stored. */
  validators: Validators | null;
  /** The listing is much smaller than usual, or was at the last look that tells: it is looked at again sooner. */
  isDoubted: boolean;
  /** When the crawler answered, by the database's clock. */
  observedAt: Date;
  worker: string;
  correlationId: string | null;
}

export interface Saved {
  /** What was told, in numbers by kind. */
  events: readonly NewEvent[];
}

/** A doubted listing is looked at again after this long, or after the interval if that is shorter, in ms. */
const LOOK_AGAIN_MS = 15 * 60_000;

// Assignments run from left to right, so due_at takes the new planned_at. The first run moves the grid to a random phase, once.
const SAVE = `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = 0, failures = 0,
  planned_at = IF(is_phased, ${NEXT_ON_GRID}, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND),
  due_at = IF(?, LEAST(planned_at, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND), planned_at), is_phased = 1,
  health = ?, health_message = ?, doubt_since = IF(?, COALESCE(doubt_since, UTC_TIMESTAMP(3)), NULL), is_unhealthy = 0, last_success_at = UTC_TIMESTAMP(3), last_run_at = UTC_TIMESTAMP(3),
  baseline_at = COALESCE(baseline_at, UTC_TIMESTAMP(3)), may_have_missed = ?`;

/**
 * Stores all effects of a good run in one transaction, or none: items, price points, what the task has seen, events, the run, the next
 * due time, and the outbox. Its first statement is guarded by the token and locks the task's row.
 * @throws {RefusedSaveError} when the claim is lost; nothing is stored.
 */
export async function saveResult(
  db: Database,
  claim: RunClaim,
  task: TaskDefinition,
  result: RunResult,
): Promise<Saved> {
  // Between a tenth and the whole of an interval: never two looks in quick succession, never more than an interval apart.
  const phaseMs = task.intervalS * 1000 * (0.1 + 0.9 * Math.random());
  return db.transaction(async (sql) => {
    const { diff, observedAt, worker, correlationId } = result;
    // Sent together: the second does not wait for the first one's answer, and goes with it when that is a refusal.
    await Promise.all([
      saveTask(sql, claim, result, phaseMs),
      insertRun(sql, claim, task, {
        outcome: 'ok',
        message: null,
        itemsSeen: result.itemsSeen,
        eventsCount: diff.events.length + (task.isUnhealthy ? 1 : 0),
        mayHaveMissed: result.mayHaveMissed,
        worker,
        correlationId,
      }),
    ]);
    const moved = await moveItems(sql, { taskId: claim.taskId, source: task.source }, diff.moves);
    const itemIds = await writeItems(sql, task.source, diff.items, observedAt);
    for (const change of diff.taskItems) {
      if (change.itemId === undefined) continue;
      change.itemId = moved.get(change.itemId) ?? change.itemId;
      itemIds.set(change.key, change.itemId);
    }
    await writeTaskItems(sql, claim.taskId, diff.taskItems, itemIds, observedAt);
    const events = toEvents(diff, itemIds);
    if (task.isUnhealthy) events.push(taskEvent('recovered', 'It works again.'));
    await insertEvents(sql, claim, task, events, observedAt);
    await insertNotices(sql, { claim, task, events, createdAt: observedAt, correlationId });
    return { events };
  });
}

async function saveTask(sql: Sql, claim: RunClaim, result: RunResult, phaseMs: number): Promise<void> {
  const doubted = result.isDoubted ? 1 : 0;
  const setValidators = result.validators === null ? '' : ', validators = ?';
  const { affectedRows } = await sql.execute(`${SAVE}${setValidators} WHERE id = ? AND token = ?`, [
    toMicroseconds(phaseMs),
    doubted,
    toMicroseconds(LOOK_AGAIN_MS),
    result.isDoubted ? 'looks_empty' : 'ok',
    describeDoubt(result),
    doubted,
    result.mayHaveMissed ? 1 : 0,
    ...(result.validators === null ? [] : [JSON.stringify(result.validators)]),
    claim.taskId,
    claim.token,
  ]);
  if (affectedRows === 0) throw new RefusedSaveError();
}

/** For the task's owner. */
function describeDoubt({ isDoubted, diff: { doubt } }: RunResult): string | null {
  if (!isDoubted) return null;
  if (typeof doubt !== 'object') return 'The listing was much smaller than usual when it was last seen whole.';
  const { missing, of } = doubt;
  return `${missing} of ${of} listings that were there are missing at once. It is looked at again before they count as sold.`;
}

/** Whatever an event tells of has changed, so its TaskItem row is among the changes. */
function toEvents(diff: ListingDiff, itemIds: ReadonlyMap<string, number>): NewEvent[] {
  return diff.events.map(({ key, ...event }) => {
    const itemId = itemIds.get(key);
    if (itemId === undefined) throw new TypeError('an event tells of an item that this run did not write');
    return { ...event, itemId };
  });
}
