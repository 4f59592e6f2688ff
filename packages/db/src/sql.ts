import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Pool, UpsertResult } from 'mariadb';
import { isConflict, isDeadlock, TransactionConflictError, toDatabaseError } from './errors.js';
import { toCamelRows } from './to-camel-rows.js';

export type SqlValue = string | number | bigint | boolean | Date | Uint8Array | null;
/** One value for a `?`; an array, which must not be empty, fills `IN (?)`. JSON is passed as text (`JSON.stringify`). */
export type SqlParam = SqlValue | readonly SqlValue[];

export interface ExecuteResult {
  /** Rows that the statement matched, also when they held these values already; an upsert counts 1 inserted, 2 updated. */
  affectedRows: number;
  /** AUTO_INCREMENT of the (first) inserted row, or what `LAST_INSERT_ID(expression)` was given; 0 without either. */
  insertId: number;
}

/** Rows have one spelling, that of Prisma's models: a type that names a column as the database does (`due_at`) does not compile. */
type OneSpelling<Row> = { [Name in keyof Row]: Name extends `${string}_${string}` ? never : Row[Name] };

/**
 * Raw SQL for hot statements, `?` for each value. Columns come in camelCase (`due_at` as `dueAt`), also without `AS`. BIGINT, DECIMAL and booleans (0 or 1) come as numbers, DATETIME as Date in
 * UTC, JSON columns parsed, BINARY as Buffer. Every call fails with a `DatabaseUnavailableError` or a `DatabaseQueryError`; outside a
 * transaction also with a `TransactionConflictError`, when others held its rows for too long: nothing is stored then.
 */
export interface Sql {
  /** Rows of a SELECT. `Row` is the caller's word: keep its type beside the statement, made of `Columns`. */
  query<Row extends OneSpelling<Row>>(sql: string, params?: readonly SqlParam[]): Promise<Row[]>;
  /** Anything that writes. */
  execute(sql: string, params?: readonly SqlParam[]): Promise<ExecuteResult>;
}

/** A statement's own options: Prisma shares the pool and needs the driver's defaults. */
const OPTIONS = { bigIntAsNumber: true, insertIdAsNumber: true, decimalAsNumber: true, autoJsonMap: true };

/** Told of each call's end, of statements outside transactions. */
export interface SqlObserver {
  /** The database took it. `isWrite`: by `execute`. */
  onAnswered(isWrite: boolean): void;
  onError(error: unknown): void;
}

/** A statement that is a transaction of its own runs again after a deadlock, this often in all. */
const MOST_ATTEMPTS = 4;

/** Runs raw SQL on a pool, each statement a transaction of its own, or on one connection of it, as part of a transaction. */
export function createSql(target: Pool | Connection, observer?: SqlObserver): Sql {
  async function run<Result>(sql: string, params: readonly SqlParam[], isWrite: boolean): Promise<Result> {
    if (params.some((param) => Array.isArray(param) && param.length === 0)) {
      throw new TypeError('an empty array cannot stand for a ? in SQL');
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await target.query<Result>({ sql, ...OPTIONS }, params.map(toDriverValue));
        observer?.onAnswered(isWrite);
        return Array.isArray(result) ? (toCamelRows(result) as Result) : result;
      } catch (error) {
        // Within a transaction the whole of it has to run again.
        if (observer === undefined || !isConflict(error)) throw translate(error);
        // Whoever waited for a lock in vain has waited for seconds already.
        if (attempt >= MOST_ATTEMPTS || !isDeadlock(error)) {
          throw new TransactionConflictError('other transactions were in the way', { cause: error });
        }
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  function translate(error: unknown): unknown {
    const translated = toDatabaseError(error);
    observer?.onError(translated);
    return translated;
  }

  return {
    query: (sql, params = []) => run(sql, params, false),
    execute: async (sql, params = []) => toResult(await run<UpsertResult>(sql, params, true)),
  };
}

/** `(?, ?), (?, ?)`: the VALUES of a statement that inserts many rows at once. */
export function placeholders(rowCount: number, columnCount: number): string {
  const row = `(${Array(columnCount).fill('?').join(', ')})`;
  return Array(rowCount).fill(row).join(', ');
}

function toResult({ affectedRows, insertId }: UpsertResult): ExecuteResult {
  return { affectedRows, insertId: Number(insertId) };
}

/** The driver knows Buffer, not Uint8Array. */
function toDriverValue(param: SqlParam): unknown {
  if (param instanceof Uint8Array && !Buffer.isBuffer(param)) return Buffer.from(param);
  return param;
}
