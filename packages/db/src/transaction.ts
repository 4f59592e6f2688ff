import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolConnection } from 'mariadb';
import {
  CommitUnknownError,
  findUnavailableReason,
  isConflict,
  TransactionConflictError,
  toDatabaseError,
} from './errors.js';
import { createTransactionSql, type Sql, type TransactionSql } from './sql.js';

export interface TransactionOptions {
  /** How often the whole transaction is tried when others are in its way. @default 5 */
  maxAttempts?: number;
  /** Told of each attempt that failed. */
  onError?: (error: unknown) => void;
}

/**
 * Runs `work` in one transaction on one connection, READ COMMITTED, begun with its first statement. After a deadlock or a lock wait timeout the whole
 * function runs again (after some ms of jitter), so it must have no effects besides its SQL. When it throws, all is rolled back.
 * @throws {TransactionConflictError} when others were in the way at each attempt; nothing is stored.
 * @throws {CommitUnknownError} when the connection broke during COMMIT.
 * @throws {DatabaseUnavailableError} when the database is away; nothing is stored.
 */
export async function runTransaction<Result>(
  pool: Pool,
  work: (sql: Sql) => Promise<Result>,
  { maxAttempts = 5, onError }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work);
    } catch (error) {
      onError?.(error);
      if (!isConflict(error)) throw error;
      if (attempt >= maxAttempts) {
        throw new TransactionConflictError('other transactions were in the way at every attempt', { cause: error });
      }
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function attemptOnce<Result>(pool: Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const connection = await pool.getConnection().catch((error: unknown) => {
    throw toDatabaseError(error);
  });
  try {
    const transaction = createTransactionSql(connection);
    const result = await work(transaction.sql);
    await commit(transaction);
    return result;
  } catch (error) {
    // A lock wait timeout undoes only its statement, so this is needed even then. On a dead connection there is nothing to undo.
    if (connection.isValid()) await connection.rollback().catch(() => connection.destroy());
    throw toDatabaseError(error);
  } finally {
    await release(connection);
  }
}

/** What a statement says that found no room (ER_DISK_FULL, ER_RECORD_FILE_FULL), and COMMIT never. */
const NO_ROOM: ReadonlySet<number> = new Set([1021, 1114]);

async function commit(transaction: TransactionSql): Promise<void> {
  try {
    await transaction.commit();
  } catch (error) {
    // Who says that it takes no writes did not take these, nor COMMIT behind them.
    const reason = findUnavailableReason(error);
    const { errno } = error as { errno?: number };
    if (reason === undefined || reason === 'read_only' || NO_ROOM.has(errno ?? 0)) throw error;
    throw new CommitUnknownError('the connection broke during COMMIT', { cause: error });
  }
}

async function release(connection: PoolConnection): Promise<void> {
  // A connection that broke has left the pool already.
  await connection.release().catch(() => connection.destroy());
}
