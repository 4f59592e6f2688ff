import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mariadb';
import { type MariadbServer, startMariadb } from '../../src/mariadb-server.js';
import { findProgram } from '../../src/server-process.js';

let server: MariadbServer;
beforeAll(async () => {
  server = await startMariadb();
});
afterAll(() => server.stop());

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const connection = await createConnection(url.replace('mysql:', 'mariadb:'));
  try {
    return await connection.query<Row[]>(sql);
  } finally {
    await connection.end();
  }
}

describe('startMariadb', () => {
  it('gives each caller a database of its own', async () => {
    const [one, two] = await Promise.all([server.createDatabase(), server.createDatabase()]);
    expect(one).not.toBe(two);
    await query(one, 'CREATE TABLE t (id INT)');
    expect(await query(two, 'SHOW TABLES')).toEqual([]);
  });

  it('refuses databases that no test created', async () => {
    await expect(query(server.url('mysql'), 'SELECT 1')).rejects.toThrow('Access denied');
  });

  it('keeps what was committed when it is killed and started again', async () => {
    const url = await server.createDatabase();
    await query(url, 'CREATE TABLE t (id INT)');
    await query(url, 'INSERT INTO t VALUES (42)');
    const pid = server.pid;
    await server.kill('SIGKILL');
    await expect(query(url, 'SELECT 1')).rejects.toThrow();
    await server.restart();
    expect(server.pid).not.toBe(pid);
    expect(await query(url, 'SELECT id FROM t')).toEqual([{ id: 42 }]);
  });

  it('answers nothing while it is frozen, and goes on afterwards', async () => {
    const url = await server.createDatabase();
    const connection = await createConnection(url.replace('mysql:', 'mariadb:'));
    server.pause();
    let isAnswered = false;
    const answer = connection.query('SELECT 1').then(() => {
      isAnswered = true;
    });
    await expect(
      createConnection({ host: '127.0.0.1', port: server.port, user: 'root', connectTimeout: 200 }),
    ).rejects.toThrow();
    expect(isAnswered).toBe(false);
    server.resume();
    await answer;
    expect(isAnswered).toBe(true);
    await connection.end();
  });

  it('removes its files when it is stopped', async () => {
    const other = await startMariadb();
    expect(existsSync(other.dir)).toBe(true);
    await other.stop();
    expect(existsSync(other.dir)).toBe(false);
  });
});

describe('findProgram', () => {
  it('says what is missing and how to get it', () => {
    expect(() => findProgram('no-such-server', 'install it')).toThrow('no-such-server is not installed; install it');
  });
});
