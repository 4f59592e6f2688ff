import { createServer, type RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets requests under way finish, and cuts off those that are left after `graceMs`. */
  stop(graceMs: number): Promise<{ isCut: boolean }>;
}

/** Longest that the head of a request may take to arrive, in ms. */
const HEAD_WITHIN_MS = 20_000;

export interface ListenOptions {
  /** Longest that a request may take to arrive, head and body, in ms; a slower one is cut off. @default 60000 */
  requestWithinMs?: number;
}

/** @throws when the port is taken. @param host the address to listen on, as in API_HOST */
export async function listen(
  app: RequestListener | Server,
  port: number,
  host = '127.0.0.1',
  { requestWithinMs = 60_000 }: ListenOptions = {},
): Promise<Listening> {
  // Node looks at its connections in this interval.
  const connectionsCheckingInterval = Math.min(requestWithinMs / 2, 5000);
  const server = app instanceof Server ? app : createServer({ connectionsCheckingInterval }, app);
  // Whoever sends a byte now and then holds a connection, and what it has sent of a body, for no longer than this.
  server.requestTimeout = requestWithinMs;
  server.headersTimeout = Math.min(requestWithinMs, HEAD_WITHIN_MS);
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
