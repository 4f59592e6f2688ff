import type { Action, Role, Task } from '@goodshunter/contracts/api';
import { type Database, DatabaseQueryError, DatabaseUnavailableError, isDuplicateKey, type Sql } from '@goodshunter/db';
import { taskScope } from '../access/task-scope.js';
import { GroupCommit } from './group-commit.js';
import { createTaskInserter, type InsertedTask, type InsertTasks, type NewTaskRow } from './insert-tasks.js';
import { ROLE } from './people/user-store.js';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

/** Stored in the same transaction as its task; the hash stands for the body it came with. */
export interface Idempotency {
  key: string;
  requestHash: Buffer;
}

/** `replayed`: this key was used before with this body, for this task. `mismatch`: with another body. */
export type CreateTaskResult =
  | ({ status: 'created' } & InsertedTask)
  | { status: 'replayed'; taskId: number }
  | { status: 'mismatch' };

/** What must hold, and goes on to hold until the task is stored: it throws, or locks what others could change. */
export type TaskCheck = (transaction: Sql) => Promise<void>;

export type CreateTask = (
  task: NewTaskRow,
  more?: { idempotency?: Idempotency | undefined; check?: TaskCheck | undefined },
) => Promise<CreateTaskResult>;

const INSERT_KEY = `INSERT INTO idempotency_key (user_id, \`key\`, request_hash, task_id, created_at)
  VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))`;

/**
 * Stores tasks that are due at once, each with its Idempotency-Key if it has one: both or neither. Tasks without a key that
 * come at the same time, and of which nothing has to be counted, share one statement, which is the whole transaction ({@link GroupCommit}).
 */
export function createTaskCreator(database: Pick<Database, 'sql' | 'transaction'>): CreateTask {
  const insertTasks = createTaskInserter();
  const group = new GroupCommit<NewTaskRow, InsertedTask>({
    commitAll: (tasks) => insertTasks(database.sql, tasks),
    isFaultOfOneRow: (error) => error instanceof DatabaseQueryError,
    createWaitError: () => new DatabaseUnavailableError('the database did not take the tasks before this one in time'),
  });
  return async (task, { idempotency, check } = {}) => {
    if (idempotency) return createWithKey(database, insertTasks, task, idempotency, check);
    if (!check) return { status: 'created', ...(await group.commit(task)) };
    return { status: 'created', ...(await database.transaction((sql) => createOne(sql, insertTasks, task, check))) };
  };
}

async function createOne(
  sql: Sql,
  insertTasks: InsertTasks,
  task: NewTaskRow,
  check?: TaskCheck,
): Promise<InsertedTask> {
  await check?.(sql);
  const [inserted] = await insertTasks(sql, [task]);
  if (!inserted) throw new Error('the database stored a task and told no id');
  return inserted;
}

/**
 * Of two requests with one key that race, the key's unique index lets one through; the other waits for it, fails, and reads
 * what the winner stored.
 */
async function createWithKey(
  database: Pick<Database, 'sql' | 'transaction'>,
  insertTasks: InsertTasks,
  task: NewTaskRow,
  { key, requestHash }: Idempotency,
  check?: TaskCheck,
): Promise<CreateTaskResult> {
  try {
    const created = await database.transaction(async (sql) => {
      const inserted = await createOne(sql, insertTasks, task, check);
      await sql.execute(INSERT_KEY, [task.userId, key, requestHash, inserted.taskId]);
      return inserted;
    });
    return { status: 'created', ...created };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const found = await findKey(database.sql, task.userId, key);
    if (!found) throw error;
    if (!found.requestHash.equals(requestHash)) return { status: 'mismatch' };
    return { status: 'replayed', taskId: found.taskId };
  }
}

async function findKey(sql: Sql, userId: number, key: string) {
  const rows = await sql.query<{ taskId: number; requestHash: Buffer }>(
    'SELECT task_id, request_hash FROM idempotency_key WHERE user_id = ? AND `key` = ?',
    [userId, key],
  );
  return rows[0];
}

/** A task that this user may read, in any state, by primary key; undefined when there is none. */
export async function readTask(sql: Sql, userId: number, taskId: number): Promise<Task | undefined> {
  const scope = taskScope(userId, 'read');
  const [row] = await sql.query<TaskRow>(`SELECT ${TASK_COLUMNS} FROM task WHERE id = ? AND ${scope.condition}`, [
    taskId,
    ...scope.params,
  ]);
  return row && toTask(row);
}

/** Whether there is a living task that this user may do this to. */
export async function isTaskWithin(sql: Sql, userId: number, taskId: number, action: Action): Promise<boolean> {
  const scope = taskScope(userId, action);
  const rows = await sql.query(`SELECT 1 FROM task WHERE id = ? AND state <> 'deleted' AND ${scope.condition}`, [
    taskId,
    ...scope.params,
  ]);
  return rows.length > 0;
}

/** Whose task this is, and what they may. Undefined when there is no such task. */
export async function readTaskOwner(sql: Sql, taskId: number): Promise<{ id: number; role: Role } | undefined> {
  const [row] = await sql.query<{ id: number; role: Role }>(
    `SELECT user.id, ${ROLE} AS role FROM task JOIN user ON user.id = task.user_id WHERE task.id = ?`,
    [taskId],
  );
  return row;
}
