import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';

export interface TestServer {
  port: number;
  /** `127.0.0.1:port` */
  host: string;
  url: string;
  /** Requests (of a raw server: connections) seen. */
  hits: number;
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server: Server = createServer((request, response) => {
    handle.hits += 1;
    response.on('error', () => {});
    listener(request, response);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const handle = await listen(server, close);
  return handle;
}

/** A real TCP server whose connections get what `onRequest` writes once the first bytes came. */
export async function serveRaw(onRequest: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    handle.hits += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', () => onRequest(socket));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const handle = await listen(server, close);
  return handle;
}

async function listen(
  server: Server | ReturnType<typeof createTcpServer>,
  close: () => Promise<void>,
): Promise<TestServer> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  const host = `127.0.0.1:${address.port}`;
  return { port: address.port, host, url: `http://${host}`, hits: 0, close };
}
