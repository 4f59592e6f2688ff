import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type MariadbServer, startMariadb } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mariadb';

const run = promisify(execFile);
const GENERATE = fileURLToPath(new URL('../../../docker/secrets/generate.mjs', import.meta.url));
const CREATE_USER = fileURLToPath(new URL('../../../docker/mariadb/create-service-user.sh', import.meta.url));

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'secrets-'));
  for (const folder of ['secrets', 'crawl-secret', 'migrate-secret']) await mkdir(join(root, folder));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const generate = () => run(process.execPath, [GENERATE, root]);
const read = async (path: string) => readFile(join(root, path), 'utf8');
const readUrl = async (path: string) => new URL(await read(path));

describe('the secrets of compose', () => {
  it('know two users of the database, and the owner where no service looks', async () => {
    await generate();
    const service = await readUrl('secrets/database-url');
    const owner = await readUrl('migrate-secret/database-url');
    expect([service.username, owner.username]).toEqual(['goodshunter_service', 'goodshunter']);
    expect(service.password).toBe(await read('secrets/mariadb-service-password'));
    expect(owner.password).toBe(await read('secrets/mariadb-password'));
    expect(owner.password).not.toBe(service.password);
    await generate();
    expect((await readUrl('secrets/database-url')).href).toBe(service.href);
    expect((await readUrl('migrate-secret/database-url')).href).toBe(owner.href);
  });

  it('take the owner away from the services of a stack of before, whose password stays', async () => {
    await writeFile(join(root, 'secrets/database-password'), 'of-before');
    await writeFile(join(root, 'secrets/mariadb-password'), 'of-before');
    await writeFile(join(root, 'secrets/database-url'), 'mysql://goodshunter:of-before@mariadb:3306/goodshunter');
    await generate();
    expect((await readUrl('secrets/database-url')).username).toBe('goodshunter_service');
    expect((await readUrl('migrate-secret/database-url')).href).toContain('//goodshunter:of-before@');
    expect(await read('secrets/mariadb-password')).toBe('of-before');
  });
});

describe('the database user of services', () => {
  let server: MariadbServer;
  beforeAll(async () => {
    server = await startMariadb();
    await server.runAsRoot([
      'CREATE DATABASE goodshunter',
      'CREATE TABLE goodshunter.task (id INT PRIMARY KEY, name TEXT)',
      'CREATE DATABASE another',
      'CREATE TABLE another.thing (id INT)',
    ]);
  });
  afterAll(() => server.stop());

  it('reads and writes rows of its database, and changes no table and nothing else', async () => {
    await writeFile(join(root, 'mariadb-root-password'), '');
    await writeFile(join(root, 'mariadb-service-password'), 'first');
    const env = { ...process.env, SECRETS: root, DB_HOST: '127.0.0.1', DB_PORT: String(server.port) };
    await run('sh', [CREATE_USER], { env });
    // Again, as at each start, with another password: the secrets were made anew.
    await writeFile(join(root, 'mariadb-service-password'), 'second');
    await run('sh', [CREATE_USER], { env });

    const at = { host: '127.0.0.1', port: server.port, user: 'goodshunter_service', database: 'goodshunter' };
    await expect(createConnection({ ...at, password: 'first' })).rejects.toThrow('Access denied');
    const connection = await createConnection({ ...at, password: 'second' });
    try {
      await connection.query("INSERT INTO task VALUES (1, 'lens')");
      await connection.query("UPDATE task SET name = 'lenses'");
      expect(await connection.query('SELECT name FROM task WHERE id = 1 FOR UPDATE')).toMatchObject([
        { name: 'lenses' },
      ]);
      await connection.query('DELETE FROM task');
      for (const statement of [
        'CREATE TABLE other (id INT)',
        'ALTER TABLE task ADD COLUMN x INT',
        'DROP TABLE task',
        'TRUNCATE TABLE task',
        'SELECT * FROM another.thing',
        'SELECT * FROM mysql.user',
        "GRANT ALL ON goodshunter.* TO 'goodshunter_service'@'%'",
        'SET GLOBAL read_only = 1',
        "SELECT 'x' INTO OUTFILE '/tmp/x'",
      ]) {
        await expect(connection.query(statement)).rejects.toMatchObject({ errno: expect.any(Number) });
      }
    } finally {
      await connection.end();
    }
  });
});
