import { audienceOf, isMergingChannel, type News } from '@goodshunter/channels';
import { parseJson, type Sql, type SqlParam } from '@goodshunter/db';
import type { Opened } from './claimed-gate.js';
import type { DeliveryContent } from './delivery-content.js';

export interface WaitingNotice {
  id: number;
  channelId: number;
  taskId: number;
  itemId: number;
  runToken: number;
  news: News;
  held: DeliveryContent['held'];
  createdAt: Date;
}

/** More than is read for one message: what it takes, by what little is known of it. */
export interface Storm {
  /** Of all that it takes, in order. */
  noticeIds: number[];
  /** Listings whose news was not read, as they do not fit. */
  unread: number;
  createdAt: Date;
}

/** News that is read whole for one merged message. */
const MERGE_BATCH = 500;
/** News that one merged message takes: every listing of the longest look, and as many again. */
const STORM_BATCH = 10_000;

const NOTICE = `id, channel_id AS channelId, task_id AS taskId, item_id AS itemId, run_token AS runToken, news, held,
  created_at AS createdAt`;

/** What waits for each gate, the longest due first, and the storms among it. @param batch messages that a gate which does not merge may send */
export async function readWaiting(
  sql: Sql,
  opened: readonly Opened[],
  batch: number,
): Promise<{ waiting: WaitingNotice[]; storms: Map<number, Storm> }> {
  const parts: string[] = [];
  const params: SqlParam[] = [];
  for (const { gate } of opened) {
    parts.push(
      `(SELECT ${NOTICE} FROM notice WHERE channel_id = ? AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT ?)`,
    );
    // Of one listing's several only the first may go, so a few more are read than are sent.
    params.push(gate.channelId, isMergingChannel(gate.kind, gate.config) ? MERGE_BATCH + 1 : 4 * batch);
  }
  const waiting = await readNotices(sql, parts.join(' UNION ALL '), params);
  const storms = new Map<number, Storm>();
  for (const { gate, kind } of opened) {
    const { channelId } = gate;
    // A machine gets all of it, message after message.
    if (audienceOf(gate.kind) === 'machines') continue;
    if (waiting.filter((notice) => notice.channelId === channelId).length <= MERGE_BATCH) continue;
    const { storm, shown } = await readStorm(sql, channelId, kind.limits.entries);
    storms.set(channelId, storm);
    for (let at = waiting.length - 1; at >= 0; at -= 1) if (waiting[at]?.channelId === channelId) waiting.splice(at, 1);
    waiting.push(...shown);
  }
  return { waiting, storms };
}

/** Of thousands only the listings of the newest news are read whole, as many as a message shows. */
async function readStorm(
  sql: Sql,
  channelId: number,
  maxEntries: number,
): Promise<{ storm: Storm; shown: WaitingNotice[] }> {
  const all = await sql.query<Pick<WaitingNotice, 'id' | 'itemId' | 'createdAt'>>(
    `SELECT id, item_id, created_at FROM notice WHERE channel_id = ? AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT ?`,
    [channelId, STORM_BATCH],
  );
  const items = new Set<number>();
  for (const { itemId } of all.toSorted((one, other) => other.id - one.id)) {
    // What concerns a hunt itself is told whatever listings there are.
    if (itemId !== 0 && items.size < maxEntries) items.add(itemId);
  }
  const isShown = ({ itemId }: { itemId: number }) => itemId === 0 || items.has(itemId);
  const shownIds = all
    .filter(isShown)
    .slice(-MERGE_BATCH)
    .map(({ id }) => id);
  const shown = await readNotices(sql, `SELECT ${NOTICE} FROM notice WHERE id IN (?) ORDER BY due_at, id`, [shownIds]);
  const createdAt = new Date(Math.min(...all.map((notice) => notice.createdAt.getTime())));
  const unread = new Set(all.filter((notice) => !isShown(notice)).map(({ itemId }) => itemId)).size;
  return { storm: { noticeIds: all.map(({ id }) => id).toSorted((a, b) => a - b), unread, createdAt }, shown };
}

async function readNotices(sql: Sql, select: string, params: readonly SqlParam[]): Promise<WaitingNotice[]> {
  const rows = await sql.query<WaitingNotice>(select, params);
  return rows.map(({ news, ...row }) => ({ ...row, news: parseJson<News>(news) as News }));
}
