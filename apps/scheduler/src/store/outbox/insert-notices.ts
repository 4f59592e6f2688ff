import type { News, NewsItem } from '@goodshunter/channels';
import type { Sql, SqlValue } from '@goodshunter/db';
import type { RunClaim } from '../runs/claim-run.js';
import type { NewEvent } from '../runs/insert-events.js';
import type { TaskDefinition } from '../runs/read-task.js';

export interface Outgoing {
  claim: RunClaim;
  task: TaskDefinition;
  events: readonly NewEvent[];
  createdAt: Date;
  correlationId: string | null;
}

const ROWS_PER_STATEMENT = 200;
const ROW = '(?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?)';

/**
 * Puts what a run has to tell into the outbox: one notice per listing and channel, and one for the task's own events. It is news, not a
 * message: what a destination gets is decided and rendered when it is sent.
 */
export async function insertNotices(sql: Sql, outgoing: Outgoing): Promise<void> {
  const { claim, task, events, createdAt, correlationId } = outgoing;
  if (events.length === 0) return;
  const channelIds = await readChannels(sql, task);
  if (channelIds.length === 0) return;
  const items = await readItems(sql, events);
  const rows: SqlValue[][] = [];
  for (const [itemId, ofItem] of groupByItem(events)) {
    const news: News = {
      taskId: task.id,
      taskName: task.name,
      itemId,
      item: items.get(itemId) ?? null,
      events: ofItem.map(({ kind, oldPrice, newPrice, currency, message }) => ({
        kind,
        oldPrice,
        newPrice,
        currency,
        message,
      })),
      createdAt: createdAt.toISOString(),
      correlationId,
    };
    const text = JSON.stringify(news);
    for (const channelId of channelIds) {
      rows.push([task.userId, channelId, claim.taskId, itemId, claim.token, text, createdAt]);
    }
  }
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const page = rows.slice(from, from + ROWS_PER_STATEMENT);
    await sql.execute(
      `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, created_at)
       VALUES ${Array(page.length).fill(ROW).join(', ')}`,
      page.flat(),
    );
  }
}

async function readChannels(sql: Sql, { userId, notify }: TaskDefinition): Promise<number[]> {
  if (notify !== null && notify.length === 0) return [];
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM channel WHERE user_id = ? AND is_enabled = 1 AND is_deleted = 0${notify === null ? '' : ' AND id IN (?)'}`,
    notify === null ? [userId] : [userId, notify],
  );
  return rows.map(({ id }) => id);
}

async function readItems(sql: Sql, events: readonly NewEvent[]): Promise<Map<number, NewsItem>> {
  const ids = [...new Set(events.map(({ itemId }) => itemId).filter((itemId) => itemId !== 0))];
  if (ids.length === 0) return new Map();
  const rows = await sql.query<NewsItem>('SELECT id, title, url, image_url AS imageUrl FROM item WHERE id IN (?)', [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

function groupByItem(events: readonly NewEvent[]): Map<number, NewEvent[]> {
  const groups = new Map<number, NewEvent[]>();
  for (const event of events) {
    const group = groups.get(event.itemId);
    if (group) group.push(event);
    else groups.set(event.itemId, [event]);
  }
  return groups;
}
