import type { SourceName } from '@goodshunter/contracts/api';
import { DatabaseQueryError, type Sql, type SqlValue } from '@goodshunter/db';

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
  /** It looks once and is gone after an hour. @default false */
  isDraft?: boolean;
}

/** The instant is the database's. */
export interface InsertedTask {
  taskId: number;
  createdAt: Date;
}

/** Inserts tasks that are due at once by one statement, all or none; one result for each, in their order. */
export type InsertTasks = (sql: Sql, tasks: readonly NewTaskRow[]) => Promise<InsertedTask[]>;

const COLUMNS = `user_id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify, interval_s,
  correlation_id, due_at, planned_at, created_at, updated_at, state, draft_until`;
const VALUES = `(${'?, '.repeat(12)}UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),
  IF(?, 'draft', 'active'), IF(?, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, NULL))`;
const ER_PARSE_ERROR = 1064;

/**
 * MariaDB tells ids and instant with the insert itself (RETURNING). MySQL does not know the word: it says so once, and from
 * then on each task is inserted and read on its own; several in one call are refused there, for the caller to take apart.
 */
export function createTaskInserter(): InsertTasks {
  let unknownWord: DatabaseQueryError | undefined;
  return async (sql, tasks) => {
    if (unknownWord === undefined) {
      try {
        return await insertReturning(sql, tasks);
      } catch (error) {
        if (!(error instanceof DatabaseQueryError && error.errno === ER_PARSE_ERROR)) throw error;
        unknownWord = error;
      }
    }
    const [first, ...others] = tasks;
    if (others.length > 0) throw unknownWord;
    return first ? [await insertAndRead(sql, first)] : [];
  };
}

/** Ids grow in the order of the rows, whatever the server's step between them is. */
async function insertReturning(sql: Sql, tasks: readonly NewTaskRow[]): Promise<InsertedTask[]> {
  const rows = await sql.query<{ id: number; createdAt: Date }>(
    `INSERT INTO task (${COLUMNS}) VALUES ${tasks.map(() => VALUES).join(', ')} RETURNING id, created_at`,
    tasks.flatMap(toValues),
  );
  return rows.map(({ id, createdAt }) => ({ taskId: id, createdAt })).sort((a, b) => a.taskId - b.taskId);
}

async function insertAndRead(sql: Sql, task: NewTaskRow): Promise<InsertedTask> {
  const { insertId: taskId } = await sql.execute(`INSERT INTO task (${COLUMNS}) VALUES ${VALUES}`, toValues(task));
  const [row] = await sql.query<{ createdAt: Date }>('SELECT created_at FROM task WHERE id = ?', [taskId]);
  if (!row) throw new Error(`task ${taskId} vanished after it was stored`);
  return { taskId, createdAt: row.createdAt };
}

function toValues({ userId, definition, correlationId, isDraft = false }: NewTaskRow): SqlValue[] {
  const draft = isDraft ? 1 : 0;
  return [userId, ...definitionValues(definition), correlationId, draft, draft];
}

/** In the order name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify, interval_s. */
export function definitionValues(definition: TaskDefinition): SqlValue[] {
  return [
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
  ];
}
