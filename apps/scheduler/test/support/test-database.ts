import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createTestDatabase } from '@goodshunter/testing';

export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
  /** Creates a user and answers its id. */
  createUser(): Promise<number>;
  /** Creates an active task, due now unless told otherwise, and answers its id. */
  createTask(task?: NewTask): Promise<number>;
  createChannel(channel: { userId: number; url: string }): Promise<number>;
  /** One row, with the columns a test asks for. */
  task(id: number): Promise<TaskState>;
  count(table: string, where?: string): Promise<number>;
  close(): Promise<void>;
}

export interface NewTask {
  userId?: number;
  /** Told apart by the fake crawler. */
  query?: Record<string, unknown>;
  intervalS?: number;
  keyword?: string;
  maxPrice?: number;
  currency?: string;
  /** Due after this long, in ms; null: paused. @default 0 */
  dueInMs?: number | null;
  /** It has looked before: no baseline, exact intervals. @default false */
  isSettled?: boolean;
}

export interface TaskState {
  token: number;
  attempt: number;
  failures: number;
  health: string;
  isUnhealthy: number;
  leaseOwner: string | null;
  /** From now, in ms; null: nothing to do. */
  dueInMs: number | null;
  plannedInMs: number;
  baselineAt: Date | null;
  lastSuccessAt: Date | null;
}

export const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';

/** A migrated database of one's own. @param createUrl @default on the server that all tests share */
export async function openTestDatabase(poolSize = 10, createUrl = createTestDatabase): Promise<TestDatabase> {
  const url = await createUrl();
  await migrate(url);
  const db = createDatabase({ url, poolSize });
  let users = 0;
  let defaultUser: Promise<number> | undefined;
  let lastInsert: Promise<unknown> = Promise.resolve();

  async function createUser(): Promise<number> {
    users += 1;
    const { insertId } = await db.sql.execute('INSERT INTO user (name) VALUES (?)', [`user ${users}`]);
    return insertId;
  }

  return {
    url,
    db,
    createUser,
    async createTask(task = {}) {
      const { query = { url: 'https://shop.example' }, intervalS = 3600, keyword = '', dueInMs = 0 } = task;
      defaultUser ??= createUser();
      const userId = task.userId ?? (await defaultUser);
      const insert = () =>
        db.sql.execute(
          `INSERT INTO task (user_id, name, source, query, keyword, max_price, currency, exclude_keywords, interval_s, state, due_at,
           planned_at, is_phased, baseline_at)
         VALUES (?, 'A task', 'shopify', ?, ?, ?, ?, '[]', ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND, UTC_TIMESTAMP(3), ?,
           IF(?, UTC_TIMESTAMP(3), NULL))`,
          [
            userId,
            JSON.stringify(query),
            keyword,
            task.maxPrice ?? null,
            task.currency ?? null,
            intervalS,
            dueInMs === null ? 'paused' : 'active',
            dueInMs === null ? null : dueInMs * 1000,
            task.isSettled ? 1 : 0,
            task.isSettled ? 1 : 0,
          ],
        );
      // One after another: hundreds at once would wait for a connection longer than the pool allows.
      const inserted = lastInsert.then(insert);
      lastInsert = inserted.catch(() => {});
      const { insertId } = await inserted;
      return insertId;
    },
    async createChannel({ userId, url: target }) {
      const { insertId } = await db.sql.execute(
        "INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'hook', 'webhook', ?, ?)",
        [userId, JSON.stringify({ url: target }), SECRET],
      );
      return insertId;
    },
    async task(id) {
      const [row] = await db.sql.query<TaskState>(
        `SELECT token, attempt, failures, health, is_unhealthy AS isUnhealthy, lease_owner AS leaseOwner,
           TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), due_at) / 1000 AS dueInMs,
           TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), planned_at) / 1000 AS plannedInMs,
           baseline_at AS baselineAt, last_success_at AS lastSuccessAt FROM task WHERE id = ?`,
        [id],
      );
      if (!row) throw new Error(`no task ${id}`);
      return row;
    },
    async count(table, where = '1 = 1') {
      const [row] = await db.sql.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
      return row?.n ?? 0;
    },
    close: () => db.close(),
  };
}
