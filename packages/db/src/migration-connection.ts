import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection, type SqlError } from 'mariadb';
import { connectionOptions } from './connection-options.js';
import { isDatabaseUnavailable, MigrationError, toDatabaseError } from './errors.js';

const UNKNOWN_DATABASE = 1049;
const DATABASE_ACCESS_DENIED = 1044;

/**
 * A connection that holds the lock of its database's migrations until it ends; creates the database when it is missing.
 * @throws {MigrationError} when the database is missing and may not be created, or the lock did not come free.
 */
export async function openForMigration(
  url: string,
  { lockWaitMs, connectWaitMs }: { lockWaitMs: number; connectWaitMs: number },
): Promise<Connection> {
  const connection = await connectPatiently(url, connectWaitMs);
  try {
    const name = lockName(connectionOptions(url).database);
    const [row] = await connection.query<{ isHeld: number | null }[]>('SELECT GET_LOCK(?, ?) AS isHeld', [
      name,
      lockWaitMs / 1000,
    ]);
    if (Number(row?.isHeld) !== 1) {
      throw new MigrationError(`another process has been migrating this database for more than ${lockWaitMs / 1000} s`);
    }
    return connection;
  } catch (error) {
    connection.destroy();
    throw toDatabaseError(error);
  }
}

async function connectPatiently(url: string, connectWaitMs: number): Promise<Connection> {
  const giveUpAt = performance.now() + connectWaitMs;
  for (;;) {
    try {
      return await connectOrCreate(url);
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() >= giveUpAt) throw toDatabaseError(error);
      await sleep(500);
    }
  }
}

async function connectOrCreate(url: string): Promise<Connection> {
  const options = { ...connectionOptions(url), multipleStatements: true };
  try {
    return await createConnection(options);
  } catch (error) {
    const { errno } = error as SqlError;
    if (errno === UNKNOWN_DATABASE) await create(url);
    // The server says "denied", not "unknown", about databases that this user may not see.
    else if (errno === DATABASE_ACCESS_DENIED) throw denied(options.database, options.user, error);
    else throw error;
  }
  return createConnection(options);
}

async function create(url: string): Promise<void> {
  const { database, ...options } = connectionOptions(url);
  const connection = await createConnection(options);
  try {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS ${connection.escapeId(database)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
  } catch (error) {
    if ((error as SqlError).errno !== DATABASE_ACCESS_DENIED) throw error;
    throw denied(database, options.user, error);
  } finally {
    await connection.end();
  }
}

function denied(database: string, user: string | undefined, cause: unknown): MigrationError {
  return new MigrationError(
    `the database ${database} is missing or closed to ${user}, who may not create it; as an administrator run: ` +
      `CREATE DATABASE ${database} CHARACTER SET utf8mb4; GRANT ALL ON ${database}.* TO '${user}'`,
    { cause },
  );
}

/** One lock per database; names of locks are server-wide and at most 64 characters long. */
function lockName(database: string): string {
  return `goodshunter:migrate:${createHash('sha256').update(database).digest('hex').slice(0, 16)}`;
}
