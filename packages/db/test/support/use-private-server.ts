import { type MariadbServer, startMariadb } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { migrate } from '../../src/migrate.js';

export interface PrivateServer {
  readonly server: MariadbServer;
  readonly url: string;
  readonly database: Database;
  /** What `database` logged. */
  readonly lines: { message: string; reason: unknown }[];
}

/** A MariaDB that the tests of one file may break, with a migrated database on it; it takes writes again after each test. */
export function usePrivateServer(): PrivateServer {
  let server: MariadbServer;
  let url = '';
  let database: Database;
  const lines: PrivateServer['lines'] = [];
  const write = (message: string, fields?: Record<string, unknown>) =>
    void lines.push({ message, reason: fields?.reason });
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };

  beforeAll(async () => {
    server = await startMariadb();
    url = await server.createDatabase();
    await migrate(url);
    database = createDatabase({ url, poolSize: 3, log });
  });
  afterEach(() => server.setReadOnly(false));
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  return {
    get server() {
      return server;
    },
    get url() {
      return url;
    },
    get database() {
      return database;
    },
    lines,
  };
}
