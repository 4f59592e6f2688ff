import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** A web server that a fault brings along beside the demo shop. */
export interface Neighbour {
  /** `127.0.0.1:port`, for FETCH_ALLOW_HOSTS. */
  host: string;
  url: string;
  close(): Promise<void>;
}

/** One that answers as `answer` does. */
export async function openNeighbour(answer: RequestListener): Promise<Neighbour> {
  const server = createServer(answer);
  return listen(server, () => server.closeAllConnections());
}

/** Any server of 127.0.0.1, on a free port. */
export async function listen(server: Server, endConnections: () => void): Promise<Neighbour> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        endConnections();
      }),
  };
}
