import { createServer, type RequestListener } from 'node:http';

export interface TestShop {
  /** `127.0.0.1:port` */
  host: string;
  url: string;
  port: number;
  /** Paths asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1 with a robots.txt that is not there, unless the listener answers it. */
export async function serve(listener: RequestListener, options: { hasRobots?: boolean } = {}): Promise<TestShop> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    response.on('error', () => {});
    asked.push(request.url ?? '');
    if (request.url === '/robots.txt' && !options.hasRobots) response.writeHead(404).end();
    else listener(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  const host = `127.0.0.1:${address.port}`;
  return {
    host,
    url: `http://${host}`,
    port: address.port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
