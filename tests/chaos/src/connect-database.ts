import { type Connection, createConnection } from 'mariadb';

/** A connection of the suite's own, straight to the server. */
export function connectDatabase(databaseUrl: string): Promise<Connection> {
  const url = new URL(databaseUrl);
  return createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
    database: url.pathname.slice(1),
    bigIntAsNumber: true,
  });
}
