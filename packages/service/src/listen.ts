import { createServer, type RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets requests under way finish, and cuts off those that are left after `graceMs`. */
  stop(graceMs: number): Promise<{ isCut: boolean }>;
}

/** @throws when the port is taken. @param host the address to listen on, as in API_HOST */
export async function listen(app: RequestListener | Server, port: number, host = '127.0.0.1'): Promise<Listening> {
  const server = app instanceof Server ? app : createServer(app);
  // Longer than load balancers keep idle connections (60 s), so that it is never we who close one that is being used.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: (graceMs) => stop(server, graceMs) };
}

async function stop(server: Server, graceMs: number): Promise<{ isCut: boolean }> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  let isCut = false;
  const cut = () => {
    isCut = true;
    server.closeAllConnections();
  };
  const timer = setTimeout(cut, graceMs);
  if (graceMs === 0) cut();
  // A connection that was busy when closing began turns idle later, and would keep the server open.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearTimeout(timer);
  clearInterval(sweep);
  return { isCut };
}
