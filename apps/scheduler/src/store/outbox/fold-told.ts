import type { NewsEvent } from '@goodshunter/channels';
import { parseJson, type Sql, toMicroseconds } from '@goodshunter/db';

/** Two hunts that look daily see the same change within this time. */
const SAME_CHANGE_MS = 24 * 3_600_000;
const MOST_ROWS = 20_000;

interface ToldRow {
  id: number;
  taskId: number;
  itemId: number;
  events: unknown;
  toldId: number;
  toldTaskId: number;
  toldEvents: unknown;
  deliveryId: number;
}

/**
 * A change of a listing that another hunt of the same person saw first was told already: what waits of it becomes part of that message
 * instead of a second one. Only where the last message of this listing is out and said just this, and took nothing of this hunt yet: a
 * change that comes again is news again.
 * @param channelIds channels of people
 */
export async function foldTold(sql: Sql, channelIds: readonly number[]): Promise<void> {
  if (channelIds.length === 0) return;
  const rows = await sql.query<ToldRow>(
    `SELECT n.id, n.task_id AS taskId, n.item_id AS itemId, JSON_EXTRACT(n.news, '$.events') AS events, m.id AS toldId, m.task_id AS toldTaskId,
       JSON_EXTRACT(m.news, '$.events') AS toldEvents, m.delivery_id AS deliveryId
     FROM notice n JOIN notice m ON m.channel_id = n.channel_id AND m.item_id = n.item_id
       AND m.created_at > n.created_at - INTERVAL ? MICROSECOND JOIN delivery d ON d.id = m.delivery_id AND d.state = 'sent'
     WHERE n.channel_id IN (?) AND n.due_at <= UTC_TIMESTAMP(3) AND n.item_id <> 0 ORDER BY n.id, m.id LIMIT ?`,
    [toMicroseconds(SAME_CHANGE_MS), channelIds, MOST_ROWS],
  );
  const folded = findFolded(rows);
  for (const [deliveryId, ids] of folded) {
    await sql.later('UPDATE notice SET due_at = NULL, delivery_id = ? WHERE id IN (?)', [deliveryId, ids]);
    await sql.later('UPDATE delivery SET notices = notices + ? WHERE id = ?', [ids.length, deliveryId]);
  }
}

/** By delivery, the notices that it told already. @param rows by notice, the oldest told first */
function findFolded(rows: readonly ToldRow[]): Map<number, number[]> {
  const folded = new Map<number, number[]>();
  const taken = new Set<string>();
  const byNotice = new Map<number, ToldRow[]>();
  for (const row of rows) byNotice.set(row.id, [...(byNotice.get(row.id) ?? []), row]);
  for (const told of byNotice.values()) {
    const last = told.at(-1);
    if (last === undefined) continue;
    const { id, taskId, itemId, deliveryId } = last;
    const ofLast = told.filter((row) => row.deliveryId === deliveryId);
    const events = parseJson<NewsEvent[]>(last.events) ?? [];
    const isOwn = ofLast.some(({ toldTaskId }) => toldTaskId === taskId);
    const key = `${deliveryId} ${taskId} ${itemId} ${JSON.stringify(events.map(sayingOf))}`;
    const said = ofLast.flatMap(({ toldEvents }) => (parseJson<NewsEvent[]>(toldEvents) ?? []).map(sayingOf));
    if (isOwn || taken.has(key) || events.length === 0 || !events.every((event) => said.includes(sayingOf(event)))) {
      continue;
    }
    taken.add(key);
    const ids = folded.get(deliveryId);
    if (ids) ids.push(id);
    else folded.set(deliveryId, [id]);
  }
  return folded;
}

/** What a person hears of it; from which price it came is each hunt's own. */
function sayingOf({ kind, newPrice, currency }: NewsEvent): string {
  return `${kind} ${newPrice} ${currency}`;
}
