import type { Database, Sql } from '@goodshunter/db';

/** A database whose statements run at an instant of the caller's: `NOW()` and `UTC_TIMESTAMP()` say what `now` says. */
export function atInstant(db: Database, now: () => number): Database {
  const timed = (statement: string) => `SET STATEMENT timestamp = ${(now() / 1000).toFixed(3)} FOR ${statement}`;
  const wrap = (sql: Sql): Sql => ({
    query: (statement, params) => sql.query(timed(statement), params),
    execute: (statement, params) => sql.execute(timed(statement), params),
    later: (statement, params) => sql.later(timed(statement), params),
    executeAndQuery: ([write, ofWrite], [select, ofSelect]) =>
      sql.executeAndQuery([timed(write), ofWrite], [timed(select), ofSelect]),
  });
  return {
    ...db,
    sql: wrap(db.sql),
    transaction: (work) => db.transaction((sql) => work(wrap(sql))),
  };
}
