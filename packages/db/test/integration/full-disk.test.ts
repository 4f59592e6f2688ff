import { type MariadbServer, startMariadb, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { DatabaseUnavailableError, findUnavailableReason } from '../../src/errors.js';
import { migrate } from '../../src/migrate.js';

let server: MariadbServer;
let database: Database;
let neighbour: Database;
let schema: string;
const lines: { message: string; reason: unknown }[] = [];
const write = (message: string, fields?: Record<string, unknown>) =>
  void lines.push({ message, reason: fields?.reason });
const log = { debug: write, info: write, warn: write, error: write, child: () => log };

beforeAll(async () => {
  server = await startMariadb();
  const url = await server.createDatabase();
  await migrate(url);
  schema = new URL(url).pathname.slice(1);
  database = createDatabase({ url, poolSize: 3, log });
  neighbour = createDatabase({ url, poolSize: 3 });
});
afterAll(async () => {
  await database.close();
  await neighbour.close();
  await server.stop();
});

const INSERT = "INSERT INTO user (name, created_at) VALUES ('somebody', UTC_TIMESTAMP(3))";
/** As a full disk does: one table has no page left, the others take what fits into theirs. */
const fill = () =>
  server.runAsRoot([
    `CREATE TRIGGER ${schema}.no_room BEFORE INSERT ON ${schema}.user FOR EACH ROW
       SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
  ]);
const makeRoom = () => server.runAsRoot([`DROP TRIGGER ${schema}.no_room`]);

describe('a database whose disk is full', () => {
  it('is known to all as full while one of them is refused, though small writes are taken', async () => {
    expect(await database.findWriteTrouble()).toBeUndefined();
    await fill();
    const refused = await Promise.allSettled([
      database.sql.execute(INSERT),
      database.transaction((sql) => sql.execute(INSERT)),
      // Sent together with COMMIT, which is not reached.
      database.transaction((sql) => sql.later(INSERT)),
    ]);
    for (const call of refused) {
      const error: unknown = call.status === 'rejected' ? call.reason : undefined;
      expect(error).toBeInstanceOf(DatabaseUnavailableError);
      expect(findUnavailableReason(error)).toBe('full');
    }
    expect(await database.findWriteTrouble()).toBe('full');
    expect(await database.findWriteTrouble()).toBe('full');
    // Written down beside the answer to whoever was refused.
    await waitFor(async () => (await neighbour.findWriteTrouble()) === 'full');
    await database.ping();

    await makeRoom();
    await waitFor(async () => (await database.findWriteTrouble()) === undefined);
    await waitFor(async () => (await neighbour.findWriteTrouble()) === undefined);
    expect(lines).toEqual([
      { message: 'database does not take this now', reason: 'full' },
      { message: 'database takes writes again', reason: undefined },
    ]);
  });
});
