import { type News, nextDigest, whenToTell } from '@goodshunter/channels';
import type { Rhythm } from '@goodshunter/contracts/api';
import type { Columns, Database, Sql, SqlValue } from '@goodshunter/db';

interface RhythmRow extends Columns<'rhythm', 'timeZone' | 'quiet' | 'wakeUnder' | 'rhythm' | 'perHunt'> {
  quiet: Rhythm['quiet'];
  wakeUnder: Rhythm['wakeUnder'];
  rhythm: Rhythm['rhythm'];
  perHunt: Rhythm['perHunt'];
  tellsNothing: number;
}

export async function readRhythm(sql: Sql, userId: number): Promise<Rhythm | undefined> {
  const [row] = await sql.query<RhythmRow>(
    `SELECT time_zone AS timeZone, quiet, wake_under AS wakeUnder, rhythm, per_hunt AS perHunt, tells_nothing AS tellsNothing
     FROM rhythm WHERE user_id = ?`,
    [userId],
  );
  if (row === undefined) return undefined;
  const { tellsNothing, ...rhythm } = row;
  return tellsNothing ? { ...rhythm, tellNothing: true } : rhythm;
}

export async function saveRhythm(sql: Sql, userId: number, rhythm: Rhythm): Promise<void> {
  const { timeZone, quiet, wakeUnder, rhythm: kind, perHunt, tellNothing = false } = rhythm;
  const [clock] = await sql.query<{ now: Date }>('SELECT UTC_TIMESTAMP(3) AS now');
  await sql.execute(
    `INSERT INTO rhythm (user_id, time_zone, quiet, wake_under, rhythm, per_hunt, tells_nothing, digest_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE time_zone = VALUES(time_zone), quiet = VALUES(quiet), wake_under = VALUES(wake_under),
       rhythm = VALUES(rhythm), per_hunt = VALUES(per_hunt), tells_nothing = VALUES(tells_nothing), digest_at = VALUES(digest_at),
       updated_at = UTC_TIMESTAMP(3)`,
    [
      userId,
      timeZone,
      JSON.stringify(quiet),
      wakeUnder === null ? null : JSON.stringify(wakeUnder),
      JSON.stringify(kind),
      JSON.stringify(perHunt),
      tellNothing ? 1 : 0,
      nextDigest(clock?.now ?? new Date(), rhythm),
    ],
  );
}

const ROWS_PER_STATEMENT = 200;

/** Gives what is held the hours of a new rhythm, and rings the gates that have something earlier now. */
export async function retimeNotices(
  database: Pick<Database, 'transaction' | 'sql'>,
  userId: number,
  rhythm: Rhythm,
): Promise<void> {
  await database.transaction(async (sql) => {
    const rows = await sql.query<{ id: number; taskId: number; news: News; now: Date }>(
      `SELECT id, task_id AS taskId, news, UTC_TIMESTAMP(3) AS now FROM notice
       WHERE user_id = ? AND due_at > UTC_TIMESTAMP(3) AND held IS NOT NULL ORDER BY id LIMIT 10000 FOR UPDATE`,
      [userId],
    );
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const page = rows.slice(from, from + ROWS_PER_STATEMENT);
      const due: SqlValue[] = [];
      const held: SqlValue[] = [];
      for (const { id, taskId, news, now } of page) {
        const tell = whenToTell(now, rhythm, taskId, news.events);
        due.push(id, tell.at);
        held.push(id, tell.held);
      }
      const cases = 'WHEN ? THEN ? '.repeat(page.length);
      await sql.execute(
        `UPDATE notice SET due_at = CASE id ${cases}END, held = COALESCE(CASE id ${cases}END, held) WHERE id IN (?)`,
        [...due, ...held, page.map(({ id }) => id)],
      );
    }
  });
  await database.sql.execute(
    `UPDATE channel_gate g JOIN channel c ON c.id = g.channel_id
     SET g.due_at = (SELECT MIN(n.due_at) FROM notice n WHERE n.channel_id = g.channel_id AND n.due_at IS NOT NULL)
     WHERE c.user_id = ? AND g.lease_owner IS NULL AND g.state = 'ok'
       AND EXISTS (SELECT 1 FROM notice n WHERE n.channel_id = g.channel_id AND n.due_at IS NOT NULL)`,
    [userId],
  );
}

/** Somebody moved: their hours are the same by the clocks of where they are now, for what is held too. */
export async function moveRhythm(
  database: Pick<Database, 'transaction' | 'sql'>,
  userId: number,
  timeZone: string,
): Promise<void> {
  const rhythm = await readRhythm(database.sql, userId);
  if (rhythm === undefined || rhythm.timeZone === timeZone) return;
  const moved = { ...rhythm, timeZone };
  await saveRhythm(database.sql, userId, moved);
  await retimeNotices(database, userId, moved);
}
