import { type MariadbServer, startMariadb, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { CommitUnknownError, DatabaseUnavailableError, findUnavailableReason } from '../../src/errors.js';
import { migrate } from '../../src/migrate.js';

let server: MariadbServer;
let database: Database;
const lines: { message: string; reason: unknown }[] = [];
const write = (message: string, fields?: Record<string, unknown>) =>
  void lines.push({ message, reason: fields?.reason });
const log = { debug: write, info: write, warn: write, error: write, child: () => log };

beforeAll(async () => {
  server = await startMariadb();
  const url = await server.createDatabase();
  await migrate(url);
  database = createDatabase({ url, poolSize: 3, log });
});
afterEach(() => server.setReadOnly(false));
afterAll(async () => {
  await database.close();
  await server.stop();
});

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
const INSERT = "INSERT INTO lease (name, owner, expires_at) VALUES ('x', 'x', UTC_TIMESTAMP(3))";

describe('a read-only database', () => {
  it('refuses writes in its own words, of raw SQL, transactions and Prisma alike, and answers reads', async () => {
    await server.setReadOnly(true);
    const errors = await Promise.all([
      reasonOf(database.sql.execute(INSERT)),
      reasonOf(database.transaction((sql) => sql.execute(INSERT))),
      reasonOf(database.prisma.user.create({ data: { name: 'somebody' } })),
      reasonOf(database.prisma.$transaction((client) => client.user.create({ data: { name: 'somebody' } }))),
    ]);
    expect(errors.map(findUnavailableReason)).toEqual(['read_only', 'read_only', 'read_only', 'read_only']);
    expect(errors[0]).toBeInstanceOf(DatabaseUnavailableError);
    expect(String(errors[0])).toContain('the database is read-only');
    expect(await database.sql.query('SELECT COUNT(*) AS count FROM lease WHERE name = ?', ['x'])).toEqual([
      { count: 0 },
    ]);
    await database.ping();
  });

  it('is found out by a look that writes, and so is its end', async () => {
    expect(await database.findWriteTrouble()).toBeUndefined();
    await server.setReadOnly(true);
    expect(await database.findWriteTrouble()).toBe('read_only');
    expect(await database.findWriteTrouble()).toBe('read_only');
    await server.setReadOnly(false);
    expect(await database.findWriteTrouble()).toBeUndefined();
    expect(await database.findWriteTrouble()).toBeUndefined();
  });

  it('is not mistaken for one that is silent', async () => {
    server.pause();
    try {
      expect(await database.findWriteTrouble()).toBeUndefined();
      await expect(database.ping()).rejects.toThrow(DatabaseUnavailableError);
    } finally {
      server.resume();
    }
    await waitFor(() => database.ping().then(() => true));
  });

  it('is told once in the log, and so is its end', async () => {
    await database.findWriteTrouble();
    lines.length = 0;
    await server.setReadOnly(true);
    for (let n = 0; n < 3; n++) await database.findWriteTrouble();
    await server.setReadOnly(false);
    for (let n = 0; n < 3; n++) await database.findWriteTrouble();
    expect(lines).toEqual([
      { message: 'database does not take this now', reason: 'read_only' },
      { message: 'database takes writes again', reason: undefined },
    ]);
  });

  it('leaves no doubt about a transaction that was open when it became so', async () => {
    let isSet = Promise.resolve();
    const error = await reasonOf(
      database.transaction(async (sql) => {
        await sql.execute(INSERT);
        // Waits for our commit, which it may then refuse.
        isSet = server.setReadOnly(true);
        await waitFor(
          async () =>
            (await sql.query("SELECT 1 FROM information_schema.processlist WHERE info LIKE 'SET GLOBAL read_only%'"))
              .length > 0 || (await sql.query('SELECT 1 FROM DUAL WHERE @@global.read_only')).length > 0,
        );
      }),
    );
    await isSet;
    // Whether the server lets it through or not, the answer is true.
    expect(error).not.toBeInstanceOf(CommitUnknownError);
    const rows = await database.sql.query('SELECT 1 FROM lease WHERE name = ?', ['x']);
    expect(rows.length).toBe(error === 'it succeeded' ? 1 : 0);
  });
});
