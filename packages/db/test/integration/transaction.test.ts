import { createTestDatabase, latch, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { isDatabaseUnavailable, isTemporary, TransactionConflictError } from '../../src/errors.js';

let url: string;
let database: Database;
beforeAll(async () => {
  url = await createTestDatabase();
  database = createDatabase({ url, poolSize: 4 });
  await database.sql.execute('CREATE TABLE account (id INT PRIMARY KEY, amount INT NOT NULL) ENGINE=InnoDB');
});
beforeEach(async () => {
  await database.sql.execute('DELETE FROM account');
  await database.sql.execute('INSERT INTO account VALUES (1, 100), (2, 100)');
});
afterAll(() => database.close());

const add = (amount: number, id: number) =>
  ['UPDATE account SET amount = amount + ? WHERE id = ?', [amount, id]] as const;
const amounts = async () =>
  (await database.sql.query<{ amount: number }>('SELECT amount FROM account ORDER BY id')).map(({ amount }) => amount);

describe('transaction', () => {
  it('resolves to what the work answers, and stores it', async () => {
    const answer = await database.transaction(async (sql) => {
      await sql.execute(...add(-10, 1));
      await sql.execute(...add(10, 2));
      return 'moved';
    });
    expect(answer).toBe('moved');
    expect(await amounts()).toEqual([90, 110]);
  });

  it('lets go of its rows when nothing is heard of it, as of a process that is frozen, and fails when it wakes', async () => {
    const frozen = latch();
    const sleeper = database.transaction(async (sql) => {
      await sql.execute('SET SESSION idle_transaction_timeout = 1');
      await sql.execute(...add(-10, 1));
      await frozen.opened;
      await sql.execute(...add(10, 2));
    });
    const skipped = 'SELECT id FROM account WHERE id = 1 FOR UPDATE SKIP LOCKED';
    await waitFor(async () => (await database.transaction((sql) => sql.query(skipped))).length === 0);
    await waitFor(async () => (await database.transaction((sql) => sql.query(skipped))).length === 1);
    frozen.open();
    const error = await sleeper.catch((cause: unknown) => cause);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(await amounts()).toEqual([100, 100]);
  });

  it('stores what was left for later, in order, also when it is much', async () => {
    await database.sql.execute(
      'CREATE TABLE IF NOT EXISTS note (id INT PRIMARY KEY, text LONGTEXT NOT NULL) ENGINE=InnoDB',
    );
    await database.transaction(async (sql) => {
      await sql.later(...add(-10, 1));
      for (let id = 1; id <= 4; id += 1) await sql.later('INSERT INTO note VALUES (?, ?)', [id, 'x'.repeat(300_000)]);
      const [row] = await sql.query<{ amount: number }>('SELECT amount FROM account WHERE id = 1');
      expect(row?.amount).toBe(90);
      await sql.later(...add(10, 2));
    });
    expect(await amounts()).toEqual([90, 110]);
    const [{ length } = { length: 0 }] = await database.sql.query<{ length: number }>(
      'SELECT SUM(LENGTH(text)) AS length FROM note',
    );
    expect(length).toBe(1_200_000);
  });

  it('stores nothing when a statement that was left for later is refused, in whatever company it travels', async () => {
    const twice = ['INSERT INTO account VALUES (1, 5)', []] as const;
    const withCommit = database.transaction(async (sql) => {
      await sql.execute(...add(-10, 1));
      await sql.later(...twice);
      await sql.later(...add(10, 2));
    });
    await expect(withCommit).rejects.toThrow();
    const withAnother = database.transaction(async (sql) => {
      await sql.later(...add(-10, 1));
      await sql.later(...twice);
      await sql.execute(...add(10, 2));
    });
    await expect(withAnother).rejects.toThrow();
    expect(await amounts()).toEqual([100, 100]);
    // No connection has kept a transaction open: each is asked, and the row is free.
    await Promise.all([1, 2, 3, 4].map(() => database.sql.execute(...add(1, 1))));
    expect(await amounts()).toEqual([104, 100]);
  });

  it('asks nothing of the database when nothing was asked of it', async () => {
    expect(await database.transaction(async () => 'idle')).toBe('idle');
  });

  it('stores nothing when the work throws, and passes the error on', async () => {
    const failure = new Error('changed my mind');
    const attempt = database.transaction(async (sql) => {
      await sql.execute(...add(-10, 1));
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await amounts()).toEqual([100, 100]);
  });

  it('runs the whole work again after a deadlock', async () => {
    const firstHasRow = latch();
    const secondHasRow = latch();
    let runs = 0;
    const move = (from: number, to: number, mine: { open(): void }, other: { opened: Promise<void> }) =>
      database.transaction(async (sql) => {
        runs += 1;
        await sql.execute(...add(-10, from));
        mine.open();
        await other.opened;
        await sql.execute(...add(10, to));
      });
    await Promise.all([move(1, 2, firstHasRow, secondHasRow), move(2, 1, secondHasRow, firstHasRow)]);
    expect(runs).toBeGreaterThan(2);
    expect(await amounts()).toEqual([100, 100]);
  });

  it('gives up with a typed error, having stored nothing, when a row stays locked', async () => {
    const isLocked = latch();
    const mayEnd = latch();
    const holder = database.transaction(async (sql) => {
      await sql.execute(...add(1, 2));
      isLocked.open();
      await mayEnd.opened;
    });
    await isLocked.opened;
    let runs = 0;
    const loser = database.transaction(
      async (sql) => {
        runs += 1;
        await sql.execute('SET innodb_lock_wait_timeout = 1');
        await sql.execute(...add(-10, 1));
        await sql.execute(...add(10, 2));
      },
      { maxAttempts: 2 },
    );
    await expect(loser).rejects.toThrow(TransactionConflictError);
    expect(runs).toBe(2);
    mayEnd.open();
    await holder;
    expect(await amounts()).toEqual([100, 101]);
  });

  it('tells a single statement that waits for a lock in vain like a transaction: nothing is stored, and it may come again', async () => {
    const isLocked = latch();
    const mayEnd = latch();
    const holder = database.transaction(async (sql) => {
      await sql.execute(...add(1, 1));
      isLocked.open();
      await mayEnd.opened;
    });
    await isLocked.opened;
    const error = await database.sql.execute(...add(5, 1)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TransactionConflictError);
    expect(isTemporary(error)).toBe(true);
    // The same through Prisma.
    const fromPrisma = await database.prisma.$executeRaw`UPDATE account SET amount = 0 WHERE id = 1`.catch(
      (reason: unknown) => reason,
    );
    expect(isTemporary(fromPrisma)).toBe(true);
    mayEnd.open();
    await holder;
    expect(await amounts()).toEqual([101, 100]);
  });

  it('runs a single statement again that was chosen to end a deadlock', async () => {
    // On a connection whose waits for locks are not cut short, however long the other takes to come.
    const patient = createDatabase({ url, poolSize: 1 });
    await patient.sql.execute('SET innodb_lock_wait_timeout = 120');
    expect(await patient.sql.query('SELECT @@innodb_lock_wait_timeout AS lockWaitS')).toEqual([{ lockWaitS: 120 }]);
    const isFirst = latch();
    const transfer = database.transaction(async (sql) => {
      await sql.execute(...add(1, 2));
      isFirst.open();
      // Holds more rows than the single statement, which is therefore the cheaper one to undo.
      await sql.execute('INSERT INTO account VALUES (10, 0), (11, 0), (12, 0), (13, 0)');
      await waitFor(
        async () =>
          (
            await database.sql.query(
              "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'UPDATE account SET amount = amount * 2%' AND time_ms > 50",
            )
          ).length > 0,
      );
      await sql.execute(...add(1, 1));
    });
    await isFirst.opened;
    await Promise.all([
      patient.sql.execute('UPDATE account SET amount = amount * 2 WHERE id <= 2 ORDER BY id'),
      transfer,
    ]);
    await patient.close();
    expect((await amounts()).slice(0, 2)).toEqual([202, 202]);
  });

  it('lets an insert pass while another transaction holds due rows (READ COMMITTED)', async () => {
    const isLocked = latch();
    const mayEnd = latch();
    const poller = database.transaction(async (sql) => {
      await sql.query('SELECT id FROM account WHERE id >= 1 ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED');
      isLocked.open();
      await mayEnd.opened;
    });
    await isLocked.opened;
    expect(await database.sql.execute('INSERT INTO account VALUES (3, 0)')).toMatchObject({ affectedRows: 1 });
    mayEnd.open();
    await poller;
  });

  it('gives every connection back to the pool', async () => {
    const work = Array.from({ length: 20 }, (_, index) =>
      database
        .transaction(async (sql) => {
          await sql.execute(...add(1, 1));
          if (index % 2 === 0) throw new Error('half of them fail');
        })
        .catch(() => {}),
    );
    await Promise.all(work);
    expect((await amounts())[0]).toBe(110);
  });
});
