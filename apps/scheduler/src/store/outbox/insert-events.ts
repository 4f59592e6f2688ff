import type { EventKind } from '@goodshunter/contracts/api';
import { placeholders, type Sql, type SqlValue } from '@goodshunter/db';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';

/** A state change of an item, or of the task itself (`itemId` 0). */
export interface NewEvent {
  itemId: number;
  kind: EventKind;
  oldPrice: number | null;
  newPrice: number | null;
  currency: string | null;
  message: string | null;
}

const ROWS_PER_STATEMENT = 500;
const COLUMNS = 'user_id, task_id, item_id, token, kind, old_price, new_price, currency, message, created_at, untold';
const COLUMN_COUNT = 11;

/** An event of the task itself. */
export function taskEvent(kind: 'unhealthy' | 'recovered', message: string): NewEvent {
  return { itemId: 0, kind, oldPrice: null, newPrice: null, currency: null, message };
}

/** Writes the events of one run, and when the task had its last. The key (task, item, token, kind) refuses a second copy of any. */
export async function insertEvents(
  sql: Sql,
  claim: RunClaim,
  task: Pick<ClaimedTask, 'userId'>,
  events: readonly NewEvent[],
  createdAt: Date,
  whyUntold: (event: NewEvent) => string | null = () => null,
): Promise<void> {
  for (let from = 0; from < events.length; from += ROWS_PER_STATEMENT) {
    const page = events.slice(from, from + ROWS_PER_STATEMENT);
    await sql.later(
      `INSERT INTO event (${COLUMNS}) VALUES ${placeholders(page.length, COLUMN_COUNT)}`,
      page.flatMap((event): SqlValue[] => [
        task.userId,
        claim.taskId,
        event.itemId,
        claim.token,
        event.kind,
        event.oldPrice,
        event.newPrice,
        event.currency,
        event.message,
        createdAt,
        whyUntold(event),
      ]),
    );
  }
  if (events.length === 0) return;
  await sql.execute('UPDATE task SET last_event_at = GREATEST(COALESCE(last_event_at, ?), ?) WHERE id = ?', [
    createdAt,
    createdAt,
    claim.taskId,
  ]);
}
