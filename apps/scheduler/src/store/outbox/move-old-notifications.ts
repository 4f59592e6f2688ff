import type { News } from '@goodshunter/channels';
import type { WebhookPayload } from '@goodshunter/contracts/api';
import { type Columns, type Database, parseJson, placeholders, type SqlValue } from '@goodshunter/db';
import type { DeliveryContent } from './delivery-content.js';

interface OldRow
  extends Columns<
    'notification',
    'id' | 'messageId' | 'userId' | 'channelId' | 'taskId' | 'payload' | 'attempt' | 'createdAt'
  > {}

const ROWS_PER_MOVE = 200;
const MESSAGE_ID = /^msg_(\d+)_(\d+)_(\d+)_(\d+)$/;

/**
 * Moves what an older replica left in `notification` into deliveries with the same message ids. Rows that an older replica has under way
 * are left to it: whoever has a row's lease sends it, and only rows without one are moved.
 */
export async function moveOldNotifications(db: Database, stop: AbortSignal): Promise<number> {
  let moved = 0;
  for (let page = ROWS_PER_MOVE; page === ROWS_PER_MOVE && !stop.aborted; moved += page) page = await moveSome(db);
  return moved;
}

async function moveSome(db: Database): Promise<number> {
  return db.transaction(async (sql) => {
    const rows = await sql.query<OldRow>(
      `SELECT id, message_id AS messageId, user_id AS userId, channel_id AS channelId, task_id AS taskId, payload, attempt,
         created_at AS createdAt
       FROM notification WHERE due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [ROWS_PER_MOVE],
    );
    if (rows.length === 0) return 0;
    await sql.execute(
      `INSERT IGNORE INTO delivery (message_id, user_id, channel_id, item_id, content, notices, attempt, created_at)
       VALUES ${placeholders(rows.length, 8)}`,
      rows.flatMap((row): SqlValue[] => {
        const { news, itemId } = toNews(row);
        const content: DeliveryContent = { entries: [{ news, meanwhile: null }], more: 0, held: null };
        return [
          row.messageId,
          row.userId,
          row.channelId,
          itemId,
          JSON.stringify(content),
          0,
          Math.min(row.attempt, 5),
          row.createdAt,
        ];
      }),
    );
    await sql.execute('DELETE FROM notification WHERE id IN (?)', [rows.map(({ id }) => id)]);
    return rows.length;
  });
}

function toNews({ messageId, taskId, payload }: OldRow): { news: News; itemId: number } {
  const { timestamp, correlationId, data, type } = parseJson<WebhookPayload>(payload) as WebhookPayload;
  const events = data?.events ?? [];
  const [first] = events;
  const itemId = type === 'task.health' ? 0 : Number(MESSAGE_ID.exec(messageId)?.[3] ?? first?.item?.id ?? 0);
  const news: News = {
    taskId: taskId ?? first?.taskId ?? 0,
    taskName: first?.taskName ?? '',
    itemId,
    item: first?.item ?? null,
    events: events.map(({ kind, oldPrice, newPrice, currency, message }) => ({
      kind,
      oldPrice,
      newPrice,
      currency,
      message,
    })),
    createdAt: timestamp,
    correlationId: correlationId ?? null,
  };
  return { news, itemId };
}
