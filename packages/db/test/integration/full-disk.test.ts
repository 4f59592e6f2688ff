import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { DatabaseUnavailableError, findUnavailableReason } from '../../src/errors.js';
import { usePrivateServer } from '../support/use-private-server.js';

const rig = usePrivateServer();
let neighbour: Database;
let schema: string;
beforeAll(() => {
  schema = new URL(rig.url).pathname.slice(1);
  neighbour = createDatabase({ url: rig.url, poolSize: 3 });
});
afterAll(() => neighbour.close());

const INSERT = "INSERT INTO user (name, created_at) VALUES ('somebody', UTC_TIMESTAMP(3))";
/** As a full disk does: one table has no page left, the others take what fits into theirs. */
const fill = () =>
  rig.server.runAsRoot([
    `CREATE TRIGGER ${schema}.no_room BEFORE INSERT ON ${schema}.user FOR EACH ROW
       SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
  ]);
const makeRoom = () => rig.server.runAsRoot([`DROP TRIGGER ${schema}.no_room`]);

describe('a database whose disk is full', () => {
  it('is known to all as full while one of them is refused, though small writes are taken', async () => {
    expect(await rig.database.findWriteTrouble()).toBeUndefined();
    await fill();
    const refused = await Promise.allSettled([
      rig.database.sql.execute(INSERT),
      rig.database.transaction((sql) => sql.execute(INSERT)),
      // Sent together with COMMIT, which is not reached.
      rig.database.transaction((sql) => sql.later(INSERT)),
    ]);
    for (const call of refused) {
      const error: unknown = call.status === 'rejected' ? call.reason : undefined;
      expect(error).toBeInstanceOf(DatabaseUnavailableError);
      expect(findUnavailableReason(error)).toBe('full');
    }
    for (const database of [rig.database, neighbour]) {
      // Written down beside the answer to whoever was refused, and forgotten some seconds after the last one.
      await waitFor(
        async () => {
          await rig.database.sql.execute(INSERT).catch(() => {});
          return (await database.findWriteTrouble()) === 'full';
        },
        { what: 'a disk that is known to be full' },
      );
    }
    await rig.database.ping();

    await makeRoom();
    await waitFor(async () => (await rig.database.findWriteTrouble()) === undefined);
    await waitFor(async () => (await neighbour.findWriteTrouble()) === undefined);
    // Said with the first write after it is forgotten, which the last probe may just have missed.
    await waitFor(async () => {
      await rig.database.findWriteTrouble();
      return rig.lines.at(-1)?.message === 'database takes writes again';
    });
    expect(rig.lines[0]).toEqual({ message: 'database does not take this now', reason: 'full' });
  });
});
