import { type AnyChannelKind, audienceOf, isMergingChannel, type ToldNews } from '@goodshunter/channels';
import { parseJson, placeholders, type Sql, type SqlValue } from '@goodshunter/db';
import type { ClaimedDelivery, ClaimedGate, Opened } from './claimed-gate.js';
import type { DeliveryContent } from './delivery-content.js';
import { enrichContents } from './enrich-content.js';
import { foldTold } from './fold-told.js';
import { mergeNews } from './merge-news.js';
import { readWaiting, type Storm, type WaitingNotice } from './read-waiting.js';

/** Messages that one claim closes, about: what comes next must not wait for those of many others to be written down. */
const CLAIM_BATCH = 64;
/** Of these a healthy gate that does not merge has at most so many, and at least four, which are tried at once. */
const LARGEST_BATCH = 16;
const FIRST_BATCH = 4;
/** Messages of one gate that were tried and not taken: beyond these no further one is tried while it fails. */
const MAX_OPEN = 10;

/** Fills the gates with what goes out by them: first what was tried before, then what waits. */
export async function closeDeliveries(sql: Sql, opened: readonly Opened[]): Promise<void> {
  if (opened.length === 0) return;
  const ids = opened.map(({ gate }) => gate.channelId);
  const batch = Math.min(LARGEST_BATCH, Math.max(FIRST_BATCH, Math.floor(CLAIM_BATCH / opened.length)));
  await foldTold(
    sql,
    opened.filter(({ gate }) => audienceOf(gate.kind) === 'people').map(({ gate }) => gate.channelId),
  );
  const [pending, { waiting, storms }] = await Promise.all([readPending(sql, ids), readWaiting(sql, opened, batch)]);
  const fresh: { gate: ClaimedGate; delivery: NewDelivery }[] = [];
  const again: ClaimedDelivery[] = [];
  for (const { gate, kind } of opened) {
    const tried = pending.filter((row) => row.channelId === gate.channelId);
    const notices = waiting.filter((row) => row.channelId === gate.channelId);
    const isMerging = isMergingChannel(gate.kind, gate.config);
    const room = gate.failures > 0 || isMerging ? 1 : gate.isProven ? batch : FIRST_BATCH;
    const untried = isMerging
      ? mergeAll(notices, kind, storms.get(gate.channelId))
      : firstOfEach(notices, new Set(tried.map(subjectOf))).map(toDelivery);
    // A merged message is closed while it is tried: what comes meanwhile is the next one.
    const mayTryMore = isMerging ? tried.length === 0 : tried.length < MAX_OPEN;
    // A probe asks with what was tried least, so that one message that a receiver chokes on does not stop the others.
    const isProbe = gate.failures > 0 && mayTryMore && untried.length > 0;
    const repeated = isProbe
      ? []
      : firstOfEach(tried, new Set())
          .sort((one, other) => one.attempt - other.attempt || one.id - other.id)
          .slice(0, room);
    again.push(...repeated);
    gate.deliveries.push(...repeated);
    if (!mayTryMore) continue;
    for (const delivery of untried.slice(0, room - repeated.length)) fresh.push({ gate, delivery });
  }
  if (again.length > 0) {
    await sql.later('UPDATE delivery SET attempt = attempt + 1 WHERE id IN (?)', [again.map(({ id }) => id)]);
    for (const delivery of again) delivery.attempt += 1;
  }
  const forPeople = fresh.filter(({ gate }) => isMergingChannel(gate.kind, gate.config));
  if (forPeople.length > 0) {
    await enrichContents(
      sql,
      forPeople.map(({ gate, delivery }) => ({ userId: gate.userId, content: delivery.content })),
      forPeople[0]?.gate.now ?? new Date(),
    );
  }
  await insertDeliveries(sql, fresh);
}

interface NewDelivery {
  messageId: string;
  itemId: number;
  content: DeliveryContent;
  noticeIds: number[];
  createdAt: Date;
}

interface PendingRow extends ClaimedDelivery {
  channelId: number;
}

async function readPending(sql: Sql, channelIds: readonly number[]): Promise<PendingRow[]> {
  const rows = await sql.query<Omit<PendingRow, 'ageMs'> & { ageUs: number }>(
    `SELECT id, channel_id AS channelId, message_id AS messageId, item_id AS itemId, attempt, content,
       TIMESTAMPDIFF(MICROSECOND, created_at, UTC_TIMESTAMP(3)) AS ageUs
     FROM delivery WHERE channel_id IN (?) AND state = 'pending' ORDER BY id LIMIT 1000`,
    [channelIds],
  );
  return rows.map(({ ageUs, content, ...row }) => ({
    ...row,
    content: parseJson<DeliveryContent>(content) as DeliveryContent,
    ageMs: ageUs / 1000,
  }));
}

/** The oldest of each listing that is not under way already. */
function firstOfEach<Row extends WaitingNotice | PendingRow>(rows: readonly Row[], taken: ReadonlySet<string>): Row[] {
  const seen = new Set(taken);
  return rows.filter((row) => {
    const subject = subjectOf(row);
    if (seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
}

/** What the order of messages is kept for: a listing, or a task's own news. */
function subjectOf(row: WaitingNotice | PendingRow): string {
  if (row.itemId !== 0) return `item ${row.itemId}`;
  const news = 'news' in row ? row.news : row.content.entries[0]?.news;
  return `task ${news?.taskId ?? 0}`;
}

function toDelivery({ id, channelId, taskId, itemId, runToken, news, held, createdAt }: WaitingNotice): NewDelivery {
  return {
    messageId: `msg_${taskId}_${runToken}_${itemId}_${channelId}`,
    itemId,
    content: { entries: [{ news, meanwhile: null }], more: 0, held },
    noticeIds: [id],
    createdAt,
  };
}

/**
 * What waits as one message, oldest first. Its id follows from its first notice, which no other message carries. People get all of it, the
 * same listing once and what does not fit counted; a machine cannot read a count, so it gets every piece of news as it was, and what does
 * not fit with the next message.
 */
function mergeAll(
  notices: readonly WaitingNotice[],
  { kind, limits }: AnyChannelKind,
  storm: Storm | undefined,
): NewDelivery[] {
  const isForPeople = audienceOf(kind) === 'people';
  const maxEntries = limits.entries;
  const waiting = [...notices].sort((one, other) => one.id - other.id);
  const ordered = isForPeople ? waiting : waiting.slice(0, maxEntries);
  const [oldest] = ordered;
  if (oldest === undefined) return [];
  if (ordered.length === 1) return [toDelivery(oldest)];
  const entries: ToldNews[] = isForPeople ? mergeNews(ordered) : ordered.map(({ news }) => ({ news, meanwhile: null }));
  const { noticeIds = ordered.map(({ id }) => id), unread = 0, createdAt = oldest.createdAt } = storm ?? {};
  return [
    {
      messageId: `msg_m_${noticeIds[0] ?? oldest.id}_${oldest.channelId}`,
      itemId: 0,
      content: {
        // The newest are worth more than the oldest where not all fit.
        entries: entries.slice(-maxEntries),
        more: Math.max(0, entries.length - maxEntries) + unread,
        held: ordered.find(({ held }) => held !== null)?.held ?? null,
      },
      noticeIds,
      createdAt,
    },
  ];
}

async function insertDeliveries(
  sql: Sql,
  fresh: readonly { gate: ClaimedGate; delivery: NewDelivery }[],
): Promise<void> {
  if (fresh.length === 0) return;
  await sql.later(
    `INSERT INTO delivery (message_id, user_id, channel_id, item_id, content, notices, attempt, created_at)
     VALUES ${placeholders(fresh.length, 8)}`,
    fresh.flatMap(({ gate, delivery }): SqlValue[] => [
      delivery.messageId,
      gate.userId,
      gate.channelId,
      delivery.itemId,
      JSON.stringify(delivery.content),
      delivery.noticeIds.length,
      1,
      delivery.createdAt,
    ]),
  );
  const stored = await sql.query<{ id: number; messageId: string; ageUs: number }>(
    `SELECT id, message_id AS messageId, TIMESTAMPDIFF(MICROSECOND, created_at, UTC_TIMESTAMP(3)) AS ageUs
     FROM delivery WHERE message_id IN (?)`,
    [fresh.map(({ delivery }) => delivery.messageId)],
  );
  const byMessage = new Map(stored.map((row) => [row.messageId, row]));
  const single: [notice: number, delivery: number][] = [];
  for (const { gate, delivery } of fresh) {
    const row = byMessage.get(delivery.messageId);
    if (row === undefined) throw new TypeError('a delivery that was just stored is not there');
    const { messageId, itemId, content, noticeIds } = delivery;
    gate.deliveries.push({ id: row.id, messageId, itemId, attempt: 1, content, ageMs: row.ageUs / 1000 });
    const [first] = noticeIds;
    if (noticeIds.length === 1 && first !== undefined) single.push([first, row.id]);
    else await sql.later('UPDATE notice SET due_at = NULL, delivery_id = ? WHERE id IN (?)', [row.id, noticeIds]);
  }
  if (single.length === 0) return;
  await sql.later(
    `UPDATE notice SET due_at = NULL, delivery_id = CASE id ${'WHEN ? THEN ? '.repeat(single.length)}END WHERE id IN (?)`,
    [...single.flat(), single.map(([notice]) => notice)],
  );
}
