import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { DatabaseQueryError, isDatabaseUnavailable, isDuplicateKey } from '../../src/errors.js';
import { migrate } from '../../src/migrate.js';
import { placeholders } from '../../src/sql.js';

let database: Database;
beforeAll(async () => {
  const url = await createTestDatabase();
  await migrate(url);
  database = createDatabase({ url, poolSize: 4 });
});
afterAll(() => database.close());

const INSERT_TASK = `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, due_at, planned_at)
  VALUES (1, ?, 'feed', ?, '[]', 60, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`;

describe('every connection', () => {
  const ISOLATION =
    'SELECT @@tx_isolation AS isolation, @@time_zone AS zone, @@innodb_lock_wait_timeout AS lockWait, @@idle_transaction_timeout AS idle';

  it('runs READ COMMITTED in UTC, raw ones', async () => {
    expect(await database.sql.query(ISOLATION)).toEqual([
      { isolation: 'READ-COMMITTED', zone: '+00:00', lockWait: 5, idle: 60 },
    ]);
    const inTransaction = await database.transaction((sql) => sql.query(ISOLATION));
    expect(inTransaction).toEqual([{ isolation: 'READ-COMMITTED', zone: '+00:00', lockWait: 5, idle: 60 }]);
  });

  it('runs READ COMMITTED in UTC, those of Prisma too', async () => {
    const expected = [expect.objectContaining({ isolation: 'READ-COMMITTED', zone: '+00:00' })];
    expect(await database.prisma.$queryRawUnsafe(ISOLATION)).toEqual(expected);
    expect(await database.prisma.$transaction((client) => client.$queryRawUnsafe(ISOLATION))).toEqual(expected);
  });
});

describe('sql', () => {
  it('gives numbers, dates in UTC, parsed JSON and buffers', async () => {
    const { insertId } = await database.sql.execute(INSERT_TASK, ['värde 🛒', JSON.stringify({ url: 'https://a' })]);
    expect(insertId).toBeGreaterThan(0);
    const [row] = await database.sql.query(
      `SELECT id, token, is_phased, name, query, due_at, COUNT(*) OVER () AS count, SUM(interval_s) OVER () AS sum,
         UNHEX('00ff') AS bytes FROM task WHERE id = ?`,
      [insertId],
    );
    expect(row).toEqual({
      id: insertId,
      token: 0,
      isPhased: 0,
      name: 'värde 🛒',
      query: { url: 'https://a' },
      dueAt: expect.any(Date),
      count: 1,
      sum: 60,
      bytes: Buffer.from([0, 255]),
    });
    const dueAt = (row as { dueAt: Date }).dueAt;
    expect(Math.abs(dueAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('writes dates as UTC and reads them back to the millisecond', async () => {
    const at = new Date('2026-07-01T12:34:56.789Z');
    const [row] = await database.sql.query<{ back: Date; text: string }>(
      'SELECT CAST(? AS DATETIME(3)) AS back, CAST(CAST(? AS DATETIME(3)) AS CHAR) AS text',
      [at, at],
    );
    expect(row).toEqual({ back: at, text: '2026-07-01 12:34:56.789' });
  });

  it('writes the hours before ten with two digits, so that instants compare as texts, too', async () => {
    const [before, after] = [new Date('2026-11-29T00:38:50.604Z'), new Date('2026-11-29T09:05:00.071Z')];
    const [row] = await database.sql.query<{ last: string; first: string; isIn: number }>(
      `SELECT GREATEST(COALESCE(CAST(? AS DATETIME(3)), ?), ?) AS last, LEAST(COALESCE(CAST(? AS DATETIME(3)), ?), ?) AS first,
         ? IN (?) AS is_in`,
      [before, after, after, before, after, after, after, [before, after]],
    );
    expect(row).toEqual({ last: '2026-11-29 09:05:00.071', first: '2026-11-29 00:38:50.604', isIn: 1 });
  });

  it('returns what LAST_INSERT_ID(expression) was given, and 0 rows for a lost claim', async () => {
    const { insertId: id } = await database.sql.execute(INSERT_TASK, ['claim', '{}']);
    const claim =
      'UPDATE task SET token = LAST_INSERT_ID(token + 1), due_at = NULL WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)';
    expect(await database.sql.execute(claim, [id])).toEqual({ affectedRows: 1, insertId: 1 });
    expect(await database.sql.execute(claim, [id])).toEqual({ affectedRows: 0, insertId: 0 });
  });

  it('fills IN (?) from an array and refuses an empty one', async () => {
    expect(
      await database.sql.query('SELECT 2 IN (?) AS yes, 3 IN (?) AS no', [
        [1, 2],
        [1, 2],
      ]),
    ).toEqual([{ yes: 1, no: 0 }]);
    await expect(database.sql.query('SELECT 1 IN (?)', [[]])).rejects.toThrow('an empty array');
  });

  it('takes many rows in one statement of placeholders', async () => {
    const rows = [
      ['many', 'a'],
      ['many', 'A'],
    ];
    const values = placeholders(2, 2).replaceAll('?)', "?, 't', 'u', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
    const statement = `INSERT INTO item (source, source_key, title, url, first_seen_at, observed_at) VALUES ${values}`;
    expect(await database.sql.execute(statement, rows.flat())).toMatchObject({ affectedRows: 2 });
  });

  it('tells a violated key from other errors, without the values', async () => {
    await database.prisma.user.create({ data: { name: 'only' } });
    const error = await database.sql
      .execute('INSERT INTO user (name, is_admin) VALUES (?, ?)', ['only', false])
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseQueryError);
    expect(error).toMatchObject({ code: 'DATABASE_QUERY_FAILED', errno: 1062, sqlCode: 'ER_DUP_ENTRY' });
    expect(isDuplicateKey(error)).toBe(true);
    const fromPrisma = await database.prisma.user.create({ data: { name: 'only' } }).catch((reason: unknown) => reason);
    expect(isDuplicateKey(fromPrisma)).toBe(true);
    expect(isDatabaseUnavailable(error) || isDatabaseUnavailable(fromPrisma)).toBe(false);
    const secret = await database.sql.execute('INSERT INTO nowhere VALUES (?)', ['hush-hush']).catch(String);
    expect(secret).toContain("doesn't exist");
    expect(secret).not.toContain('hush-hush');
  });

  it('lets a select see what the write before it has set, many at once on few connections', async () => {
    const { insertId: first } = await database.sql.execute(INSERT_TASK, ['counted', '{}']);
    const counted = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.sql.executeAndQuery<{ token: number; mine: number }>(
          ['UPDATE task SET token = LAST_INSERT_ID(token + 1) WHERE id = ?', [first]],
          ['SELECT token, LAST_INSERT_ID() AS mine FROM task WHERE id = ?', [first]],
        ),
      ),
    );
    for (const { written, rows } of counted) {
      expect(written.affectedRows).toBe(1);
      expect(rows).toEqual([{ token: expect.any(Number), mine: written.insertId }]);
    }
    expect(new Set(counted.map(({ written }) => written.insertId)).size).toBe(20);
  });
});

describe('prisma', () => {
  it('writes and reads every kind of column through the shared pool', async () => {
    const dueAt = new Date('2026-01-02T03:04:05.678Z');
    const { id } = await database.prisma.task.create({
      data: {
        userId: 9n,
        name: 'p',
        source: 'feed',
        query: { a: ['b'] },
        excludeKeywords: ['x'],
        intervalS: 5,
        dueAt,
        plannedAt: dueAt,
      },
    });
    const task = await database.prisma.task.findUniqueOrThrow({ where: { id } });
    expect(task).toMatchObject({ userId: 9n, token: 0n, query: { a: ['b'] }, dueAt, state: 'active', isPhased: false });
    const token = await database.prisma.apiToken.create({
      data: { userId: 9n, name: 't', tokenHash: Buffer.alloc(32, 7) },
    });
    expect(Buffer.from(token.tokenHash)).toEqual(Buffer.alloc(32, 7));
  });
});
