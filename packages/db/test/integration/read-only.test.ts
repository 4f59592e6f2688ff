import { waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { CommitUnknownError, DatabaseUnavailableError, findUnavailableReason } from '../../src/errors.js';
import { usePrivateServer } from '../support/use-private-server.js';

const rig = usePrivateServer();

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
const INSERT = "INSERT INTO lease (name, owner, expires_at) VALUES ('x', 'x', UTC_TIMESTAMP(3))";

describe('a read-only database', () => {
  it('refuses writes in its own words, of raw SQL, transactions and Prisma alike, and answers reads', async () => {
    await rig.server.setReadOnly(true);
    const errors = await Promise.all([
      reasonOf(rig.database.sql.execute(INSERT)),
      reasonOf(rig.database.transaction((sql) => sql.execute(INSERT))),
      reasonOf(rig.database.prisma.user.create({ data: { name: 'somebody' } })),
      reasonOf(rig.database.prisma.$transaction((client) => client.user.create({ data: { name: 'somebody' } }))),
    ]);
    expect(errors.map(findUnavailableReason)).toEqual(['read_only', 'read_only', 'read_only', 'read_only']);
    expect(errors[0]).toBeInstanceOf(DatabaseUnavailableError);
    expect(String(errors[0])).toContain('the database is read-only');
    expect(await rig.database.sql.query('SELECT COUNT(*) AS count FROM lease WHERE name = ?', ['x'])).toEqual([
      { count: 0 },
    ]);
    await rig.database.ping();
  });

  it('is found out by a look that writes, and so is its end', async () => {
    expect(await rig.database.findWriteTrouble()).toBeUndefined();
    await rig.server.setReadOnly(true);
    expect(await rig.database.findWriteTrouble()).toBe('read_only');
    expect(await rig.database.findWriteTrouble()).toBe('read_only');
    await rig.server.setReadOnly(false);
    expect(await rig.database.findWriteTrouble()).toBeUndefined();
    expect(await rig.database.findWriteTrouble()).toBeUndefined();
  });

  it('is not mistaken for one that is silent', async () => {
    rig.server.pause();
    try {
      expect(await rig.database.findWriteTrouble()).toBeUndefined();
      await expect(rig.database.ping()).rejects.toThrow(DatabaseUnavailableError);
    } finally {
      rig.server.resume();
    }
    await waitFor(() => rig.database.ping().then(() => true));
  });

  it('is told once in the log, and so is its end', async () => {
    await rig.database.findWriteTrouble();
    rig.lines.length = 0;
    await rig.server.setReadOnly(true);
    for (let n = 0; n < 3; n++) await rig.database.findWriteTrouble();
    await rig.server.setReadOnly(false);
    for (let n = 0; n < 3; n++) await rig.database.findWriteTrouble();
    expect(rig.lines).toEqual([
      { message: 'database does not take this now', reason: 'read_only' },
      { message: 'database takes writes again', reason: undefined },
    ]);
  });

  it('leaves no doubt about a transaction that was open when it became so', async () => {
    let isSet = Promise.resolve();
    const error = await reasonOf(
      rig.database.transaction(async (sql) => {
        await sql.execute(INSERT);
        // Waits for our commit, which it may then refuse.
        isSet = rig.server.setReadOnly(true);
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
    const rows = await rig.database.sql.query('SELECT 1 FROM lease WHERE name = ?', ['x']);
    expect(rows.length).toBe(error === 'it succeeded' ? 1 : 0);
  });
});
