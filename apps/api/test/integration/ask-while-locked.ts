import type { Database } from '@goodshunter/db';
import { waitFor } from '@goodshunter/testing';

/** Asks `times` times at once while the database lets nobody read a table, until `refused` of them are told 429; then for the answers of all. */
export async function askWhileLocked(
  database: Pick<Database, 'transaction'>,
  { times, refused, table = 'task' }: { times: number; refused: number; table?: 'task' | 'session' | 'api_token' },
  ask: (turn: number) => Promise<number>,
): Promise<number[]> {
  const asked: Promise<number>[] = [];
  let told = 0;
  await database.transaction(async (sql) => {
    await sql.execute(`LOCK TABLES ${table} WRITE`);
    for (let turn = 0; turn < times; turn += 1) {
      asked.push(
        ask(turn).then((status) => {
          if (status === 429) told += 1;
          return status;
        }),
      );
    }
    await waitFor(() => told >= refused, { what: `${refused} of ${times} to be told 429` }).finally(() =>
      sql.execute('UNLOCK TABLES'),
    );
  });
  return Promise.all(asked);
}
