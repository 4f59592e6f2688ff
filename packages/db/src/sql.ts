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
  /**
   * A write whose answer nobody needs. Within a transaction it travels with the next statement, or with COMMIT, and is refused there: what
   * a run costs is mostly the sending of its statements. Outside it is sent at once.
   */
  later(sql: string, params?: readonly SqlParam[]): Promise<void>;
  /**
   * Rows of a SELECT that follows a write on the same connection, sent as one: it may speak of `LAST_INSERT_ID()`. Outside a transaction each
   * is one of its own.
   */
  executeAndQuery<Row extends OneSpelling<Row>>(
    write: Statement,
    select: Statement,
  ): Promise<{ written: ExecuteResult; rows: Row[] }>;
}

/** SQL and its values. */
export type Statement = readonly [sql: string, params: readonly SqlParam[]];

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

/** Runs raw SQL on a pool, each statement a transaction of its own. */
export function createSql(pool: Pool, observer?: SqlObserver): Sql {
  async function run(statements: readonly Statement[], isWrite: boolean): Promise<unknown[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const results = await send(pool, statements);
        observer?.onAnswered(isWrite);
        return results;
      } catch (error) {
        if (!isConflict(error)) {
          const translated = toDatabaseError(error);
          observer?.onError(translated);
          throw translated;
        }
        // Whoever waited for a lock in vain has waited for seconds already.
        if (attempt >= MOST_ATTEMPTS || !isDeadlock(error)) {
          throw new TransactionConflictError('other transactions were in the way', { cause: error });
        }
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }
  return toSql(run, async (statement) => {
    await run([statement], true);
  });
}

/** Longest text that waits for the next statement: far below what a server takes as one packet. */
const LONGEST_WAIT = 500_000;

export interface TransactionSql {
  sql: Sql;
  /** Sends what waits, and COMMIT. */
  commit(): Promise<void>;
}

/**
 * Raw SQL on one connection, as one transaction, which begins with the first statement. What is sent together is one packet, of which
 * the server does nothing behind the first statement that fails.
 */
export function createTransactionSql(connection: Connection): TransactionSql {
  let waiting: Statement[] = [['START TRANSACTION', []]];
  let waitingLength = 0;
  let hasBegun = false;
  const takeWaiting = (): Statement[] => {
    hasBegun = true;
    const taken = waiting;
    waiting = [];
    waitingLength = 0;
    return taken;
  };

  async function run(statements: readonly Statement[]): Promise<unknown[]> {
    const before = takeWaiting();
    try {
      return (await send(connection, [...before, ...statements])).slice(before.length);
    } catch (error) {
      // The whole of the transaction has to run again.
      throw toDatabaseError(error);
    }
  }

  return {
    sql: toSql(run, async (statement) => {
      waiting.push(statement);
      for (const param of statement[1]) waitingLength += typeof param === 'string' ? param.length : 8;
      if (waitingLength > LONGEST_WAIT) await run([]);
    }),
    commit: async () => {
      if (!hasBegun && waiting.length === 1) return;
      await send(connection, [...takeWaiting(), ['COMMIT', []]]);
    },
  };
}

type Run = (statements: readonly Statement[], isWrite: boolean) => Promise<unknown[]>;

function toSql(run: Run, later: (statement: Statement) => Promise<void>): Sql {
  return {
    async query<Row>(sql: string, params: readonly SqlParam[] = []) {
      const [rows] = await run([[sql, params]], false);
      return rows as Row[];
    },
    async execute(sql, params = []) {
      const [result] = await run([[sql, params]], true);
      return toResult(result as UpsertResult);
    },
    later: (sql, params = []) => later([sql, params]),
    async executeAndQuery<Row>(write: Statement, select: Statement) {
      const [result, rows] = await run([write, select], true);
      return { written: toResult(result as UpsertResult), rows: rows as Row[] };
    },
  };
}

/** One packet for all of them; the answer of each. @throws what the driver says of the first that fails */
async function send(target: Pool | Connection, statements: readonly Statement[]): Promise<unknown[]> {
  const params = statements.flatMap(([, values]) => values);
  if (params.some((param) => Array.isArray(param) && param.length === 0)) {
    throw new TypeError('an empty array cannot stand for a ? in SQL');
  }
  const sql = statements.map(([text]) => text).join(';\n');
  const answer = await target.query<unknown>({ sql, ...OPTIONS }, params.map(toDriverValue));
  const answers = statements.length === 1 ? [answer] : (answer as unknown[]);
  return answers.map((each) => (Array.isArray(each) ? toCamelRows(each) : each));
}

/** `(?, ?), (?, ?)`: the VALUES of a statement that inserts many rows at once. */
export function placeholders(rowCount: number, columnCount: number): string {
  const row = `(${Array(columnCount).fill('?').join(', ')})`;
  return Array(rowCount).fill(row).join(', ');
}

function toResult({ affectedRows, insertId }: UpsertResult): ExecuteResult {
  return { affectedRows, insertId: Number(insertId) };
}

/**
 * The driver knows Buffer, not Uint8Array, and writes the hours before ten with one digit: where a server compares instants as texts
 * (`GREATEST(COALESCE(column, ?), ?)`), ' 0:38' is later than '00:59'.
 */
function toDriverValue(param: SqlParam): unknown {
  if (Array.isArray(param)) return param.map(toDriverValue);
  if (param instanceof Date) return param.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS.mmm'.length).replace('T', ' ');
  if (param instanceof Uint8Array && !Buffer.isBuffer(param)) return Buffer.from(param);
  return param;
}
