import type { SourceName, Task } from '@goodshunter/contracts';
import { type Database, isDuplicateKey, type Sql } from '@goodshunter/db';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

/** What a task is when it begins: everything decided, nothing left to default. */
export interface TaskDefinition {
  name: string;
  source: SourceName;
  query: Record<string, unknown>;
  keyword: string;
  minPrice: number | null;
  maxPrice: number | null;
  currency: string | null;
  excludeKeywords: string[];
  notify: number[] | null;
  intervalSeconds: number;
}

export interface NewTaskRow {
  userId: number;
  definition: TaskDefinition;
  correlationId: string;
  /** Stored in the same transaction; the hash stands for the body it came with. */
  idempotency?: { key: string; requestHash: Buffer };
}

/** `replayed`: this key was used before with this body, for this task. `mismatch`: with another body. */
export type CreateTaskResult =
  | { status: 'created'; taskId: number }
  | { status: 'replayed'; taskId: number }
  | { status: 'mismatch' };

const INSERT_TASK = `INSERT INTO task (user_id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords,
  notify, interval_s, correlation_id, due_at, planned_at, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`;
const INSERT_KEY = `INSERT INTO idempotency_key (user_id, \`key\`, request_hash, task_id, created_at)
  VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))`;

/**
 * Stores a task that is due at once, and with it its Idempotency-Key: both or neither. Without a key one statement is the
 * whole transaction. Of two requests with one key that race, the key's unique index lets one through; the other waits for
 * it, fails, and reads what the winner stored.
 */
export async function createTask(database: Database, task: NewTaskRow): Promise<CreateTaskResult> {
  const { userId, idempotency } = task;
  if (!idempotency) return { status: 'created', taskId: await insertTask(database.sql, task) };
  try {
    const taskId = await database.transaction(async (sql) => {
      const id = await insertTask(sql, task);
      await sql.execute(INSERT_KEY, [userId, idempotency.key, idempotency.requestHash, id]);
      return id;
    });
    return { status: 'created', taskId };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const found = await findKey(database.sql, userId, idempotency.key);
    if (!found) throw error;
    if (!found.request_hash.equals(idempotency.requestHash)) return { status: 'mismatch' };
    return { status: 'replayed', taskId: found.task_id };
  }
}

async function insertTask(sql: Sql, { userId, definition, correlationId }: NewTaskRow): Promise<number> {
  const { insertId } = await sql.execute(INSERT_TASK, [
    userId,
    definition.name,
    definition.source,
    JSON.stringify(definition.query),
    definition.keyword,
    definition.minPrice,
    definition.maxPrice,
    definition.currency,
    JSON.stringify(definition.excludeKeywords),
    definition.notify === null ? null : JSON.stringify(definition.notify),
    definition.intervalSeconds,
    correlationId,
  ]);
  return insertId;
}

async function findKey(sql: Sql, userId: number, key: string) {
  const rows = await sql.query<{ task_id: number; request_hash: Buffer }>(
    'SELECT task_id, request_hash FROM idempotency_key WHERE user_id = ? AND `key` = ?',
    [userId, key],
  );
  return rows[0];
}

/** When a task was created, by the database's clock: the one thing about a new task that only the database knows. */
export async function readCreation(sql: Sql, taskId: number): Promise<Date> {
  const [row] = await sql.query<{ created_at: Date }>('SELECT created_at FROM task WHERE id = ?', [taskId]);
  if (!row) throw new Error(`task ${taskId} vanished after it was committed`);
  return row.created_at;
}

/** A task of this user in any state, by primary key; undefined when there is none. */
export async function readTask(sql: Sql, userId: number, taskId: number): Promise<Task | undefined> {
  const [row] = await sql.query<TaskRow>(`SELECT ${TASK_COLUMNS} FROM task WHERE id = ? AND user_id = ?`, [
    taskId,
    userId,
  ]);
  return row && toTask(row);
}
