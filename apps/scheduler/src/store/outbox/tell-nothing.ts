import { audienceOf, type DigestTurn, digestTurns, type News, type Nothing, nextDigest } from '@goodshunter/channels';
import { type Database, parseJson, type Sql } from '@goodshunter/db';
import { RHYTHM_COLUMNS, type RhythmRow, toRhythm } from './rhythm-row.js';

/** People looked after by one transaction. */
const PEOPLE_PER_TURN = 20;
/** What a run saved at the last moment is written down by then. */
const AFTER_S = 10;
/** Names of hunts that cannot look that one message says. */
const MOST_NAMES = 5;
/** Runs get their numbers in about the order in which they end. */
const ID_SLACK = 5000;
/** Run tokens of digests of nothing are the minute of their turn, out of the way of those of channels' own news. */
const TOKEN_SPACE = 8_000_000_000_000_000;
const MINUTE_MS = 60_000;

interface DueRow extends RhythmRow {
  userId: number;
  digestAt: Date;
  now: Date;
}

interface HuntRow {
  id: number;
  name: string;
  notify: number[] | null;
  isUnhealthy: number;
}

interface ChannelRow {
  id: number;
  kind: string;
  userId: number;
  isForNewHunts: number;
}

/**
 * Where somebody wants a daily digest even of nothing, and nothing happened since the one before: a notice that says so, one for each of
 * their channels, with how often the hunts looked that tell by it. Once for each turn, whatever dies on the way.
 * @returns whose gates have something to send
 */
export async function tellNothing(db: Database): Promise<{ userIds: number[]; hasMore: boolean }> {
  return db.transaction(async (sql) => {
    const due = await sql.query<DueRow>(
      `SELECT r.user_id AS userId, ${RHYTHM_COLUMNS}, r.digest_at AS digestAt, UTC_TIMESTAMP(3) AS now
       FROM rhythm r WHERE r.digest_at <= UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY r.digest_at LIMIT ? FOR UPDATE SKIP LOCKED`,
      [AFTER_S, PEOPLE_PER_TURN],
    );
    for (const row of due) {
      const rhythm = toRhythm(row);
      if (rhythm === null) continue;
      for (const turn of digestTurns(row.digestAt, row.now, rhythm)) await tellTurn(sql, row.userId, turn);
      await sql.execute('UPDATE rhythm SET digest_at = ? WHERE user_id = ?', [nextDigest(row.now, rhythm), row.userId]);
    }
    return { userIds: due.map(({ userId }) => userId), hasMore: due.length === PEOPLE_PER_TURN };
  });
}

async function tellTurn(sql: Sql, userId: number, turn: DigestTurn): Promise<void> {
  const hunts = (await readHunts(sql, userId)).filter(({ id }) => turn.isOf(id));
  if (hunts.length === 0) return;
  for (const channel of await readPhones(sql, userId)) {
    const { id, userId: ownerId, isForNewHunts } = channel;
    const telling = hunts.filter(({ notify }) =>
      notify === null ? isForNewHunts === 1 && ownerId === userId : notify.includes(id),
    );
    if (telling.length === 0 || (await hasNews(sql, id, turn))) continue;
    const nothing = await countLooks(sql, telling, turn);
    const news: News = {
      taskId: 0,
      taskName: telling.map(({ name }) => name).join(', '),
      itemId: 0,
      item: null,
      events: [],
      createdAt: turn.at.toISOString(),
      correlationId: null,
      nothing,
    };
    await sql.execute(
      `INSERT IGNORE INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, held, created_at)
       VALUES (?, ?, 0, 0, ?, ?, ?, 'daily', ?)`,
      [
        ownerId,
        id,
        TOKEN_SPACE + Math.floor(turn.at.getTime() / MINUTE_MS),
        JSON.stringify(news),
        turn.sendAt,
        turn.at,
      ],
    );
  }
}

/** Those that look and may tell; one that is muted tells nothing, not even this. */
async function readHunts(sql: Sql, userId: number): Promise<HuntRow[]> {
  const rows = await sql.query<HuntRow>(
    `SELECT t.id, t.name, t.notify, t.is_unhealthy AS isUnhealthy FROM task t JOIN user u ON u.id = t.user_id AND u.is_disabled = 0
     WHERE t.user_id = ? AND t.state = 'active' AND (t.muted_until IS NULL OR t.muted_until <= UTC_TIMESTAMP(3)) ORDER BY t.id`,
    [userId],
  );
  return rows.map((row) => ({ ...row, notify: parseJson<number[]>(row.notify) }));
}

async function readPhones(sql: Sql, userId: number): Promise<ChannelRow[]> {
  const rows = await sql.query<ChannelRow>(
    `SELECT c.id, c.kind, c.user_id AS userId, c.on_for_new_hunts AS isForNewHunts FROM channel c
     WHERE c.is_enabled = 1 AND c.is_deleted = 0
       AND (c.user_id = ? OR EXISTS (SELECT 1 FROM channel_share s WHERE s.channel_id = c.id AND s.user_id = ?))`,
    [userId, userId],
  );
  return rows.filter(({ kind }) => audienceOf(kind) === 'people');
}

/** Whether this channel told, or is about to tell, of a hunt of this turn. */
async function hasNews(sql: Sql, channelId: number, { at, since, isOf }: DigestTurn): Promise<boolean> {
  const rows = await sql.query<{ taskId: number }>(
    `SELECT DISTINCT task_id AS taskId FROM notice
     WHERE channel_id = ? AND created_at > ? AND created_at <= ? AND task_id <> 0 AND (ended IS NULL OR ended <> 'hidden')`,
    [channelId, since, at],
  );
  return rows.some(({ taskId }) => isOf(taskId));
}

async function countLooks(sql: Sql, hunts: readonly HuntRow[], { at, since }: DigestTurn): Promise<Nothing> {
  const [first] = await sql.query<{ id: number }>(
    'SELECT id FROM run WHERE finished_at > ? ORDER BY finished_at LIMIT 1',
    [since],
  );
  const [counted] = await sql.query<{ looks: number; failed: number | null }>(
    `SELECT COUNT(*) AS looks, CAST(SUM(outcome <> 'ok') AS SIGNED) AS failed FROM run
     WHERE task_id IN (?) AND id >= ? AND finished_at > ? AND finished_at <= ?`,
    [hunts.map(({ id }) => id), Math.max(0, (first?.id ?? Number.MAX_SAFE_INTEGER) - ID_SLACK), since, at],
  );
  return {
    looks: counted?.looks ?? 0,
    failed: counted?.failed ?? 0,
    hunts: hunts.length,
    blind: hunts
      .filter(({ isUnhealthy }) => isUnhealthy === 1)
      .map(({ name }) => name)
      .slice(0, MOST_NAMES),
    since: since.toISOString(),
  };
}
