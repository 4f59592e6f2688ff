import { type Connection, type ConnectionConfig, createConnection } from 'mariadb';

/** A connection straight to the server, past the house. `databaseUrl` is of the form `mysql://user:password@host:port/database`. */
export function connectDatabase(databaseUrl: string, options: ConnectionConfig = {}): Promise<Connection> {
  const url = new URL(databaseUrl);
  return createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
    database: url.pathname.slice(1),
    bigIntAsNumber: true,
    ...options,
  });
}
