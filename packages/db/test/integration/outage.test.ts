import { type MariadbServer, startMariadb, startTcpProxy, type TcpProxy, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { CommitUnknownError, DatabaseUnavailableError, isDatabaseUnavailable } from '../../src/errors.js';
import { migrate } from '../../src/migrate.js';

let server: MariadbServer;
let proxy: TcpProxy;
let directUrl: string;
const databases: Database[] = [];
beforeAll(async () => {
  server = await startMariadb();
  proxy = await startTcpProxy(server.port);
  directUrl = await server.createDatabase();
  await migrate(directUrl);
});
afterEach(async () => {
  proxy.heal();
  for (const database of databases.splice(0)) await database.close();
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

function open(url = directUrl.replace(`:${server.port}/`, `:${proxy.port}/`)): Database {
  const database = createDatabase({ url, poolSize: 3 });
  databases.push(database);
  return database;
}
const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );

describe('an outage', () => {
  it('is told apart from a wrong call, by raw SQL, transactions and Prisma alike', async () => {
    const database = open();
    // Prisma's very first call asks for the server's version, which would double the wait below.
    await database.prisma.user.findMany();
    proxy.cut();
    const reasons = await Promise.all([
      reasonOf(database.sql.query('SELECT 1')),
      reasonOf(database.transaction((sql) => sql.query('SELECT 1'))),
      reasonOf(database.prisma.user.findMany()),
      reasonOf(database.prisma.$transaction((client) => client.user.findMany())),
      reasonOf(database.ping()),
    ]);
    expect(reasons.map(isDatabaseUnavailable)).toEqual([true, true, true, true, true]);
    expect(reasons[0]).toBeInstanceOf(DatabaseUnavailableError);
  });

  it('ends by itself: the next call works once the database is back', async () => {
    const messages: string[] = [];
    const write = (message: string) => void messages.push(message);
    const log = { debug: write, info: write, warn: write, error: write, child: () => log };
    const database = createDatabase({ url: directUrl, log });
    databases.push(database);
    await database.ping();
    await server.kill('SIGKILL');
    expect(isDatabaseUnavailable(await reasonOf(database.ping()))).toBe(true);
    await server.restart();
    await waitFor(() => database.ping().then(() => true), { what: 'the database to answer again' });
    await database.prisma.user.findMany();
    expect(messages).toEqual(['database is not available', 'database connection restored']);
  });

  it('is noticed by ping() when the database is frozen', async () => {
    const database = open();
    await database.ping();
    proxy.freeze();
    await expect(database.ping()).rejects.toThrow(DatabaseUnavailableError);
  });

  it('does not hold a statement for ever when the database freezes under it', async () => {
    const database = open();
    const answer = reasonOf(
      database.transaction(async (sql) => {
        await sql.query('SELECT 1');
        proxy.freeze();
        await sql.query('SELECT 2');
      }),
    );
    expect(isDatabaseUnavailable(await answer)).toBe(true);
  });

  it('during COMMIT leaves the outcome open, and says so', async () => {
    const database = open();
    const direct = open(directUrl);
    const outcome = reasonOf(
      database.transaction(async (sql) => {
        await sql.execute("INSERT INTO lease VALUES ('commit', 'me', UTC_TIMESTAMP(3))");
        proxy.mute();
      }),
    );
    await waitFor(async () => (await direct.sql.query("SELECT 1 FROM lease WHERE name = 'commit'")).length > 0);
    proxy.cut();
    expect(await outcome).toBeInstanceOf(CommitUnknownError);
  });

  it('before COMMIT leaves nothing behind', async () => {
    const database = open();
    const direct = open(directUrl);
    const outcome = await reasonOf(
      database.transaction(async (sql) => {
        await sql.execute("INSERT INTO lease VALUES ('lost', 'me', UTC_TIMESTAMP(3))");
        proxy.cut();
        await sql.query('SELECT 1');
      }),
    );
    expect(outcome).toBeInstanceOf(DatabaseUnavailableError);
    expect(await direct.sql.query("SELECT 1 FROM lease WHERE name = 'lost'")).toEqual([]);
  });
});
