import { type MariadbServer, startMariadb, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { type Connection, createConnection } from 'mariadb';
import { createDatabase, type Database } from '../../src/database.js';
import { findUnavailableReason } from '../../src/errors.js';

const MOST = 12;
let server: MariadbServer;
let database: Database;
let others: Connection[];

beforeAll(async () => {
  server = await startMariadb({ extraArgs: [`--max-connections=${MOST}`] });
  const url = await server.createDatabase();
  others = await Promise.all(Array.from({ length: MOST }, () => createConnection(url.replace('mysql:', 'mariadb:'))));
  database = createDatabase({ url, poolSize: 3 });
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const reasonOf = (call: Promise<unknown>) => call.then(() => 'it succeeded', findUnavailableReason);

describe('a database that has no connection left', () => {
  it('is busy, not away, and goes on when there is one', async () => {
    const ask = () => database.sql.query('SELECT 1');
    const calls = [ask, () => database.transaction((sql) => sql.query('SELECT 1')), () => database.ping()];
    // Now and then the pool's own time is up before the server has spoken.
    for (const call of calls) await waitFor(async () => (await reasonOf(call())) === 'busy');
    await Promise.all(others.map((other) => other.end()));
    await waitFor(async () => (await reasonOf(ask())) === 'it succeeded');
  });
});
