import { tsImport } from 'tsx/esm/api';

/** jest globalSetup: one MariaDB for a package's whole run. jest does not compile this file, hence tsx. */
export default async function startForRun() {
  const { startMariadb } = await tsImport('../src/mariadb-server.ts', import.meta.url);
  const server = await startMariadb();
  process.env.GOODSHUNTER_TEST_MARIADB_PORT = String(server.port);
  globalThis.mariadbOfRun = server;
}
