import { randomUUID } from 'node:crypto';
import type { Logger } from '@goodshunter/logger';
import type { Connection, SqlError } from 'mariadb';
import { MigrationError } from './errors.js';
import { openForMigration } from './migration-connection.js';
import { findMigrations, type MigrationFile, readMigrations } from './migration-files.js';

export interface MigrateOptions {
  /** Directory of `<time>_<name>/migration.sql`. @default prisma/migrations of this repository */
  dir?: string;
  log?: Logger;
  /** Longest wait for another process that is migrating, in ms. @default 120000 */
  lockWaitMs?: number;
  /** How long a database that is not reachable yet is tried again, in ms. @default 0 */
  connectWaitMs?: number;
}

export interface MigrateResult {
  /** Names of what was applied now, in order. */
  applied: string[];
  /** How many had been applied before. */
  alreadyApplied: number;
}

interface MigrationRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

/** As the official tool creates it, so that either can go on where the other stopped. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at DATETIME(3),
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at DATETIME(3),
  started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

/**
 * Brings the database to the newest migration, creating it if it is missing and the user may. Safe when many processes do so at
 * once: one applies, the others wait and find nothing left. A database that is ahead of `dir` is left as it is, so that older
 * replicas can start during an upgrade.
 * @throws {MigrationError} when an applied migration was edited, one failed half way, or the lock did not come free.
 * @throws {DatabaseUnavailableError} when the database is away.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<MigrateResult> {
  const { dir = findMigrations(), log, lockWaitMs = 120_000, connectWaitMs = 0 } = options;
  const files = await readMigrations(dir);
  const connection = await openForMigration(url, { lockWaitMs, connectWaitMs });
  try {
    await connection.query(CREATE_TABLE);
    const rows = await readRows(connection);
    const pending = findPending(files, rows, log);
    for (const file of pending) await apply(connection, file, log);
    return { applied: pending.map(({ name }) => name), alreadyApplied: files.length - pending.length };
  } finally {
    // The lock goes with the connection.
    await connection.end().catch(() => connection.destroy());
  }
}

/**
 * Settles a migration that failed half way, after a person has looked: `applied` when its tables were completed by hand,
 * `rolled-back` when what it had done was undone, so that the next `migrate` applies it again.
 * @throws {MigrationError} when no failed migration has this name.
 */
export async function resolveMigration(url: string, name: string, outcome: 'applied' | 'rolled-back'): Promise<void> {
  const connection = await openForMigration(url, { lockWaitMs: 10_000, connectWaitMs: 0 });
  try {
    const column = outcome === 'applied' ? 'finished_at' : 'rolled_back_at';
    const { affectedRows } = await connection.query<{ affectedRows: number }>(
      `UPDATE _prisma_migrations SET ${column} = UTC_TIMESTAMP(3), logs = NULL
        WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [name],
    );
    if (affectedRows === 0) throw new MigrationError(`no migration named ${name} has failed in this database`);
  } finally {
    await connection.end();
  }
}

async function readRows(connection: Connection): Promise<Map<string, MigrationRow>> {
  const rows = await connection.query<MigrationRow[]>(
    'SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

/** Looks at everything before anything is changed. */
function findPending(files: MigrationFile[], rows: Map<string, MigrationRow>, log?: Logger): MigrationFile[] {
  for (const row of rows.values()) {
    if (row.finished_at !== null) continue;
    throw new MigrationError(
      `migration ${row.migration_name} failed half way and nothing further is applied (${row.logs ?? 'the process ended'}). ` +
        'DDL cannot be rolled back: complete its tables by hand and settle it with `migrate --applied NAME`, ' +
        'or undo what it did and use `migrate --rolled-back NAME`, which applies it again.',
    );
  }
  for (const { name, checksum } of files) {
    const row = rows.get(name);
    if (row === undefined || row.checksum === checksum) continue;
    throw new MigrationError(
      `migration ${name} was edited after it had been applied; restore its migration.sql and put the change into a new migration.`,
    );
  }
  const known = new Set(files.map(({ name }) => name));
  const unknown = [...rows.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) log?.warn('database has migrations that this version does not know', { unknown });
  return files.filter(({ name }) => !rows.has(name));
}

async function apply(connection: Connection, { name, sql, checksum }: MigrationFile, log?: Logger): Promise<void> {
  const id = randomUUID();
  const startedAt = performance.now();
  // First the row, then the change: when this process dies in between, the row tells.
  await connection.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    [id, checksum, name],
  );
  try {
    await connection.query(sql);
  } catch (error) {
    const { sqlMessage, message } = error as SqlError;
    const reason = sqlMessage ?? message;
    await connection.query('UPDATE _prisma_migrations SET logs = ? WHERE id = ?', [reason, id]).catch(() => {});
    throw new MigrationError(`migration ${name} failed: ${reason}`, { cause: error });
  }
  await connection.query(
    'UPDATE _prisma_migrations SET finished_at = UTC_TIMESTAMP(3), applied_steps_count = 1 WHERE id = ?',
    [id],
  );
  log?.info('migration applied', { name, durationMs: Math.round(performance.now() - startedAt) });
}
