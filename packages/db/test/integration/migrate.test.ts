import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createTestDatabase } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mariadb';
import { connectionOptions } from '../../src/connection-options.js';
import { DatabaseUnavailableError, MigrationError } from '../../src/errors.js';
import { type MigrateOptions, migrate, resolveMigration } from '../../src/migrate.js';
import { findMigrations, readMigrations } from '../../src/migration-files.js';

const run = promisify(execFile);
const packageDir = fileURLToPath(new URL('../../', import.meta.url));

let url: string;
let dir: string;
beforeEach(async () => {
  url = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'migrations-'));
  await write('1_first', 'CREATE TABLE first (id INT PRIMARY KEY);\nINSERT INTO first VALUES (1), (2);');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(dir, name), { recursive: true });
  await writeFile(join(dir, name, 'migration.sql'), sql);
}
async function query<Row>(sql: string, at = url): Promise<Row[]> {
  const connection = await createConnection(connectionOptions(at));
  try {
    return await connection.query<Row[]>(sql);
  } finally {
    await connection.end();
  }
}
const migrateDir = (options: MigrateOptions = {}) => migrate(url, { dir, ...options });
const RECORDS =
  'SELECT migration_name AS name, finished_at IS NOT NULL AS isFinished FROM _prisma_migrations ORDER BY migration_name';

describe('migrate', () => {
  it('applies what is missing, in order, once', async () => {
    await write('2_second', 'ALTER TABLE first ADD name VARCHAR(10)');
    expect(await migrateDir()).toEqual({ applied: ['1_first', '2_second'], alreadyApplied: 0 });
    await write('3_third', 'INSERT INTO first VALUES (3, "c")');
    expect(await migrateDir()).toEqual({ applied: ['3_third'], alreadyApplied: 2 });
    expect(await migrateDir()).toEqual({ applied: [], alreadyApplied: 3 });
    expect(await query('SELECT COUNT(*) AS count FROM first')).toEqual([{ count: 3n }]);
  });

  it("keeps the official tool's table: names, finished steps and SHA-256 checksums", async () => {
    await write('1_first', 'CREATE TABLE first (id INT)');
    await migrateDir();
    const rows = await query(
      'SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at >= started_at AS isOrdered, CHAR_LENGTH(id) AS idLength FROM _prisma_migrations',
    );
    expect(rows).toEqual([
      {
        migration_name: '1_first',
        // printf 'CREATE TABLE first (id INT)' | sha256sum
        checksum: '599c0d7127e66eacb85b436c728d5c35284b300872c2dc5de5cfd674c34f7930',
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
        isOrdered: 1,
        idLength: 36,
      },
    ]);
  });

  it('refuses a migration that was edited after it had been applied', async () => {
    await migrateDir();
    await write('1_first', 'CREATE TABLE first (id BIGINT PRIMARY KEY)');
    await write('2_second', 'CREATE TABLE second (id INT)');
    await expect(migrateDir()).rejects.toThrow(/migration 1_first was edited .* new migration/);
    expect(await query("SHOW TABLES LIKE 'second'")).toEqual([]);
  });

  it('records a migration that fails half way, and refuses to go on until a person has settled it', async () => {
    await write('2_broken', 'CREATE TABLE half (id INT); CREATE TABLE nonsense (');
    await write('3_third', 'CREATE TABLE third (id INT)');
    await expect(migrateDir()).rejects.toThrow(/migration 2_broken failed: .*syntax/);
    await expect(migrateDir()).rejects.toThrow(MigrationError);
    await expect(migrateDir()).rejects.toThrow(/2_broken failed half way .*syntax.* --applied NAME/s);
    expect(await query(RECORDS)).toEqual([
      { name: '1_first', isFinished: 1 },
      { name: '2_broken', isFinished: 0 },
    ]);
    expect(await query("SHOW TABLES LIKE 'third'")).toEqual([]);

    await query('DROP TABLE half');
    await write('2_broken', 'CREATE TABLE half (id INT); CREATE TABLE sense (id INT)');
    await resolveMigration(url, '2_broken', 'rolled-back');
    expect(await migrateDir()).toEqual({ applied: ['2_broken', '3_third'], alreadyApplied: 1 });
  });

  it('goes on after a failed migration that was completed by hand', async () => {
    await write('2_broken', 'CREATE TABLE half (id INT); CREATE TABLE first (id INT)');
    await expect(migrateDir()).rejects.toThrow('already exists');
    await resolveMigration(url, '2_broken', 'applied');
    expect(await migrateDir()).toEqual({ applied: [], alreadyApplied: 2 });
    await expect(resolveMigration(url, '2_broken', 'applied')).rejects.toThrow(
      'no migration named 2_broken has failed',
    );
  });

  it('leaves a database alone that is ahead of it, so that older replicas start during an upgrade', async () => {
    await write('2_second', 'CREATE TABLE second (id INT)');
    await migrateDir();
    await rm(join(dir, '2_second'), { recursive: true });
    expect(await migrateDir()).toEqual({ applied: [], alreadyApplied: 1 });
  });

  it('waits for whoever is migrating, and gives up with a sentence', async () => {
    await migrateDir();
    const lock = `goodshunter:migrate:${await lockSuffix()}`;
    const holder = await createConnection(connectionOptions(url));
    await holder.query('SELECT GET_LOCK(?, 0)', [lock]);
    await expect(migrateDir({ lockWaitMs: 1000 })).rejects.toThrow('another process has been migrating');
    await holder.end();
    expect(await migrateDir({ lockWaitMs: 1000 })).toEqual({ applied: [], alreadyApplied: 1 });
  });

  it('says how to get a database that it may not create', async () => {
    const elsewhere = url.replace(/\/test_\w+/, '/elsewhere');
    await expect(migrate(elsewhere, { dir })).rejects.toThrow(/elsewhere.*CREATE DATABASE elsewhere/);
  });

  it('creates the database where it may', async () => {
    const fresh = url.replace(/\/test_\w+/, '/test_to_be_created');
    try {
      expect(await migrate(fresh, { dir })).toMatchObject({ applied: ['1_first'] });
      expect(await query('SELECT @@character_set_database AS charset', fresh)).toEqual([{ charset: 'utf8mb4' }]);
    } finally {
      await query('DROP DATABASE IF EXISTS test_to_be_created');
    }
  });

  it('says that the database is away', async () => {
    await expect(migrate('mysql://u:p@127.0.0.1:1/x', { dir })).rejects.toThrow(DatabaseUnavailableError);
  });
});

describe('the migrate command', () => {
  const command = (args: string[] = []) =>
    run(process.execPath, ['--import', 'tsx', '--conditions=@goodshunter/source', 'src/cli/migrate.ts', ...args], {
      cwd: packageDir,
      env: { ...process.env, DATABASE_URL: url },
    });

  it('is safe when four processes start at once: one applies, all succeed', async () => {
    const ours = await readMigrations(findMigrations());
    await cp(findMigrations(), dir, { recursive: true });
    const outputs = await Promise.all([1, 2, 3, 4].map(() => command(['--dir', dir])));
    const appliers = outputs.filter(({ stdout }) => stdout.includes('migration applied'));
    expect(appliers).toHaveLength(1);
    for (const { stdout } of outputs) expect(stdout).toContain('database is up to date');
    expect(await query(RECORDS)).toEqual([
      { name: '1_first', isFinished: 1 },
      ...ours.map(({ name }) => ({ name, isFinished: 1 })),
    ]);
  });

  it('ends with 1 and one sentence, not a stack, when it refuses', async () => {
    await write('1_first', 'nonsense');
    const failure = await command(['--dir', dir]).catch((error: { code: number; stderr: string }) => error);
    expect(failure).toMatchObject({ code: 1, stderr: expect.stringMatching(/^migration 1_first failed: .*\n$/) });
    const misused = await command(['--unknown']).catch((error: { code: number; stderr: string }) => error);
    expect(misused).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage: migrate') });
  });
});

async function lockSuffix(): Promise<string> {
  const [row] = await query<{ suffix: string }>('SELECT LEFT(SHA2(DATABASE(), 256), 16) AS suffix');
  return row?.suffix ?? '';
}
