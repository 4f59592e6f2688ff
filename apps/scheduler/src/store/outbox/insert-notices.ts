import { type News, type NewsItem, whenToTell } from '@goodshunter/channels';
import type { Sql, SqlValue } from '@goodshunter/db';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';
import type { NewEvent } from './insert-events.js';
import type { TellingPlan } from './plan-telling.js';

export interface Outgoing {
  claim: RunClaim;
  task: ClaimedTask;
  events: readonly NewEvent[];
  createdAt: Date;
  correlationId: string | null;
}

const ROWS_PER_STATEMENT = 200;
const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?)';
/** News for people waits this long for more of the same listing: other hunts that see it, other events of one look. */
export const MERGE_WINDOW_MS = 1000;

/**
 * Puts what a run has to tell into the outbox: one notice per listing and channel, and one for the task's own events. It is news, not a
 * message: what a destination gets is decided and rendered when it is sent.
 */
export async function insertNotices(sql: Sql, outgoing: Outgoing, plan: TellingPlan): Promise<void> {
  const { claim, task, events, createdAt, correlationId } = outgoing;
  if (events.length === 0 || plan.channels.length === 0) return;
  const items = await readItems(sql, events);
  const rows: SqlValue[][] = [];
  for (const [itemId, ofItem] of groupByItem(events)) {
    const news = (of: readonly NewEvent[]): News => ({
      taskId: task.id,
      taskName: task.name,
      itemId,
      item: items.get(itemId) ?? null,
      events: of.map(({ kind, oldPrice, newPrice, currency, message }) => ({
        kind,
        oldPrice,
        newPrice,
        currency,
        message,
      })),
      createdAt: createdAt.toISOString(),
      correlationId,
    });
    const texts = new Map<string, string>();
    for (const channel of plan.channels) {
      const told = ofItem.filter((event) => plan.verdict(event, channel) === null);
      if (told.length === 0) continue;
      const { id, userId, isMerging, rhythm } = channel;
      // Channels of one kind of audience are told the same.
      const key = told.map(({ kind }) => kind).join();
      const text = texts.get(key) ?? JSON.stringify(news(told));
      texts.set(key, text);
      // A machine has no night; one that asks for merged messages goes by its owner's hours.
      const { at, held } = whenToTell(createdAt, isMerging ? rhythm : null, task.id, told);
      const dueAt = held === null && isMerging ? new Date(at.getTime() + MERGE_WINDOW_MS) : at;
      rows.push([userId, id, claim.taskId, itemId, claim.token, text, dueAt, held, createdAt]);
    }
  }
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const page = rows.slice(from, from + ROWS_PER_STATEMENT);
    await sql.later(
      `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, held, created_at)
       VALUES ${Array(page.length).fill(ROW).join(', ')}`,
      page.flat(),
    );
  }
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
