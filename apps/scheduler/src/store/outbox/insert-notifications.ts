import type { WebhookPayload } from '@goodshunter/contracts';
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

type PayloadItem = NonNullable<WebhookPayload['data']['events'][number]['item']>;

const ROWS_PER_STATEMENT = 200;
const ROW = '(?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))';

/**
 * Puts what a run has to tell into the outbox: one message per listing and channel, and one for the task's own events. Message ids
 * follow from task, token, item and channel, so that they stay the same whatever is tried again.
 */
export async function insertNotifications(sql: Sql, outgoing: Outgoing): Promise<void> {
  const { claim, task, events, createdAt, correlationId } = outgoing;
  if (events.length === 0) return;
  const channelIds = await readChannels(sql, task);
  if (channelIds.length === 0) return;
  const items = await readItems(sql, events);
  const rows: SqlValue[][] = [];
  for (const [itemId, ofItem] of groupByItem(events)) {
    const payload: WebhookPayload = {
      type: itemId === 0 ? 'task.health' : 'item.event',
      timestamp: createdAt.toISOString(),
      correlationId,
      data: {
        events: ofItem.map(({ kind, oldPrice, newPrice, currency, message }) => ({
          kind,
          taskId: task.id,
          taskName: task.name,
          oldPrice,
          newPrice,
          currency,
          message,
          createdAt: createdAt.toISOString(),
          item: items.get(itemId) ?? null,
        })),
      },
    };
    const body = JSON.stringify(payload);
    for (const channelId of channelIds) {
      const messageId = `msg_${claim.taskId}_${claim.token}_${itemId}_${channelId}`;
      rows.push([messageId, task.userId, channelId, claim.taskId, body, correlationId, createdAt]);
    }
  }
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const page = rows.slice(from, from + ROWS_PER_STATEMENT);
    await sql.execute(
      `INSERT INTO notification (message_id, user_id, channel_id, task_id, payload, correlation_id, created_at, due_at)
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

async function readItems(sql: Sql, events: readonly NewEvent[]): Promise<Map<number, PayloadItem>> {
  const ids = [...new Set(events.map(({ itemId }) => itemId).filter((itemId) => itemId !== 0))];
  if (ids.length === 0) return new Map();
  const rows = await sql.query<PayloadItem>('SELECT id, title, url, image_url AS imageUrl FROM item WHERE id IN (?)', [
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
