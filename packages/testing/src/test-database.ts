import { createDatabaseAt } from './mariadb-server.js';
import { PATIENCE_MS } from './patience.js';

/** Set by jest/start-mariadb.mjs for the workers of its run. */
const PORT_VARIABLE = 'GOODSHUNTER_TEST_MARIADB_PORT';

/**
 * An empty database for one test file, on the server that serves the whole run; resolves to its URL, by which whoever connects waits
 * as long as a test does: the server is there, however busy the machine. The package's
 * jest.config.mjs names `../testing/jest/start-mariadb.mjs` as globalSetup and `stop-mariadb.mjs` as globalTeardown.
 */
export async function createTestDatabase(): Promise<string> {
  const port = Number(process.env[PORT_VARIABLE]);
  if (!port) throw new Error('no MariaDB for this run: name jest/start-mariadb.mjs as globalSetup in jest.config.mjs');
  return `${await createDatabaseAt(port)}?waitMs=${PATIENCE_MS}`;
}
