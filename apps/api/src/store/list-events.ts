import type { EventKind, TimelineEvent } from '@goodshunter/contracts';
import type { Sql, SqlParam } from '@goodshunter/db';
import { eventScope } from '../access/event-scope.js';
import type { PageRequest } from './list-tasks.js';

export interface EventFilter {
  taskId?: number | undefined;
  itemId?: number | undefined;
  kind?: EventKind | undefined;
}

interface EventRow {
  id: number;
  kind: EventKind;
  task_id: number;
  task_name: string | null;
  old_price: number | null;
  new_price: number | null;
  currency: string | null;
  message: string | null;
  created_at: Date;
  item_id: number | null;
  title: string | null;
  url: string | null;
  image_url: string | null;
}

/** Events of the tasks that a user may read, newest first, by event_timeline (or event_task, event_item), each with its item. */
export async function listEvents(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
  { taskId, itemId, kind }: EventFilter,
): Promise<TimelineEvent[]> {
  const scope = await eventScope(sql, userId, 'e');
  const conditions = [scope.condition];
  const params: SqlParam[] = [...scope.params];
  for (const [column, value, operator] of [
    ['e.id', before, '<'],
    ['e.task_id', taskId, '='],
    ['e.item_id', itemId, '='],
    ['e.kind', kind, '='],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(`${column} ${operator} ?`);
    params.push(value);
  }
  const rows = await sql.query<EventRow>(
    `SELECT e.id, e.kind, e.task_id, t.name AS task_name, e.old_price, e.new_price, e.currency, e.message, e.created_at,
       i.id AS item_id, i.title, i.url, i.image_url
     FROM event e LEFT JOIN task t ON t.id = e.task_id LEFT JOIN item i ON i.id = e.item_id
     WHERE ${conditions.join(' AND ')} ORDER BY e.id DESC LIMIT ?`,
    [...params, limit],
  );
  return rows.map(toEvent);
}

function toEvent(row: EventRow): TimelineEvent {
  return {
    id: row.id,
    kind: row.kind,
    taskId: row.task_id,
    taskName: row.task_name ?? '',
    oldPrice: row.old_price,
    newPrice: row.new_price,
    currency: row.currency,
    message: row.message,
    createdAt: row.created_at.toISOString(),
    item:
      row.item_id === null
        ? null
        : { id: row.item_id, title: row.title ?? '', url: row.url ?? '', imageUrl: row.image_url },
  };
}
