import type { EventKind, HuntItem, Task } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { createMatcher } from '@goodshunter/matcher';
import type { PageRequest } from '../page-request.js';
import { ITEM_COLUMNS, type ItemRow, toItem } from '../read-items.js';

const NEW_FOR_MS = 24 * 3600 * 1000;

interface Row extends ItemRow {
  isMatch: number;
  seenAt: Date;
  isAfterBaseline: number | null;
  isHidden: number | null;
  eventKind: EventKind | null;
  eventAt: Date | null;
  eventOld: number | null;
  eventNew: number | null;
}

export interface HuntItemFilter {
  /** Also what does not match. */
  all?: boolean | undefined;
  /** Only what this person has hidden, instead of only what they have not. */
  hidden?: boolean | undefined;
}

/** What a task has seen, newest first by the primary key of task_item, each with why it does not fit and its last event. */
export async function readHuntItems(
  sql: Sql,
  userId: number,
  task: Task,
  { before, limit }: PageRequest,
  { all = false, hidden = false }: HuntItemFilter,
): Promise<HuntItem[]> {
  const conditions = ['ti.task_id = ?', `COALESCE(m.is_hidden, 0) = ${hidden ? 1 : 0}`];
  const params: SqlParam[] = [userId, task.id];
  if (!all) conditions.push('ti.is_match = 1');
  if (before !== undefined) {
    conditions.push('ti.item_id < ?');
    params.push(before);
  }
  const rows = await sql.query<Row>(
    `SELECT ${ITEM_COLUMNS}, ti.is_match, ti.first_seen_at AS seen_at, ti.first_seen_at > t.baseline_at AS is_after_baseline,
       m.is_hidden, e.kind AS event_kind, e.created_at AS event_at, e.old_price AS event_old, e.new_price AS event_new
     FROM task_item ti JOIN item i ON i.id = ti.item_id JOIN task t ON t.id = ti.task_id
     LEFT JOIN item_mark m ON m.item_id = ti.item_id AND m.user_id = ?
     LEFT JOIN event e ON e.id = (SELECT MAX(id) FROM event WHERE event.task_id = ti.task_id AND event.item_id = ti.item_id)
     WHERE ${conditions.join(' AND ')} ORDER BY ti.item_id DESC LIMIT ?`,
    [...params, limit],
  );
  const matcher = createMatcher(task);
  return rows.map((row) => {
    const price = row.price === null ? undefined : { amountMinor: row.price, currency: row.currency };
    const misfit = matcher.whyNot(row, price, row.availability === 'out_of_stock');
    return {
      ...toItem(row),
      hasPicture: row.imageUrl !== null,
      isMatch: Boolean(row.isMatch),
      isNew: Boolean(row.isAfterBaseline) && Date.now() - row.seenAt.getTime() < NEW_FOR_MS,
      isHidden: Boolean(row.isHidden),
      whyNot: misfit ? { reason: misfit.reason, detail: misfit.detail === '' ? null : misfit.detail } : null,
      lastEvent:
        row.eventKind === null || row.eventAt === null
          ? null
          : {
              kind: row.eventKind,
              createdAt: row.eventAt.toISOString(),
              oldPrice: row.eventOld,
              newPrice: row.eventNew,
            },
    };
  });
}
