import type { Connection, Pool, UpsertResult } from 'mariadb';
import { DatabaseUnavailableError, toDatabaseError } from './errors.js';

export type SqlValue = string | number | bigint | boolean | Date | Uint8Array | null;
/** One value for a `?`; an array, which must not be empty, fills `IN (?)`. JSON is passed as text (`JSON.stringify`). */
export type SqlParam = SqlValue | readonly SqlValue[];

export interface ExecuteResult {
  /** Rows that the statement matched, also when they held these values already; an upsert counts 1 inserted, 2 updated. */
  affectedRows: number;
  /** AUTO_INCREMENT of the (first) inserted row, or what `LAST_INSERT_ID(expression)` was given; 0 without either. */
  insertId: number;
}

/**
 * Raw SQL for hot statements, `?` for each value. BIGINT, DECIMAL and booleans (0 or 1) come as numbers, DATETIME as Date in
 * UTC, JSON columns parsed, BINARY as Buffer. Every call fails with a `DatabaseUnavailableError` or a `DatabaseQueryError`.
 */
export interface Sql {
  /** Rows of a SELECT. `Row` is the caller's word: keep its type beside the statement. */
  query<Row extends object>(sql: string, params?: readonly SqlParam[]): Promise<Row[]>;
  /** Anything that writes. */
  execute(sql: string, params?: readonly SqlParam[]): Promise<ExecuteResult>;
  /** One statement for many rows of values, in one exchange; does nothing without rows. `insertId` is the first one. */
  batch(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<ExecuteResult>;
}

/** A statement's own options: Prisma shares the pool and needs the driver's defaults. */
const OPTIONS = { bigIntAsNumber: true, insertIdAsNumber: true, decimalAsNumber: true, autoJsonMap: true };

/** Runs raw SQL on a pool, or on one connection of it; `onUnavailable` is told each time the database turns out to be away. */
export function createSql(target: Pool | Connection, onUnavailable?: (error: DatabaseUnavailableError) => void): Sql {
  async function execute(sql: string, params: readonly SqlParam[] = []): Promise<ExecuteResult> {
    return toResult(await run<UpsertResult>(sql, params));
  }

  async function run<Result>(sql: string, params: readonly SqlParam[]): Promise<Result> {
    if (params.some((param) => Array.isArray(param) && param.length === 0)) {
      throw new TypeError('an empty array cannot stand for a ? in SQL');
    }
    try {
      return await target.query<Result>({ sql, ...OPTIONS }, params.map(toDriverValue));
    } catch (error) {
      throw translate(error);
    }
  }

  function translate(error: unknown): unknown {
    const translated = toDatabaseError(error);
    if (translated instanceof DatabaseUnavailableError) onUnavailable?.(translated);
    return translated;
  }

  return {
    query: (sql, params = []) => run(sql, params),
    execute,
    async batch(sql, rows) {
      const [first] = rows;
      if (first === undefined) return { affectedRows: 0, insertId: 0 };
      // The driver's bulk protocol wants two rows or more.
      if (rows.length === 1) return execute(sql, first);
      try {
        const values = rows.map((row) => row.map(toDriverValue));
        const result: UpsertResult | UpsertResult[] = await target.batch({ sql, ...OPTIONS }, values);
        if (!Array.isArray(result)) return toResult(result);
        const [one] = result;
        return {
          affectedRows: result.reduce((sum, { affectedRows }) => sum + affectedRows, 0),
          insertId: Number(one?.insertId ?? 0),
        };
      } catch (error) {
        throw translate(error);
      }
    },
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
