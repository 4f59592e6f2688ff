import { createServer } from 'node:http';
import { freePort } from '@goodshunter/testing';

/** Shops of a list page each, every one a host of its own: the budget of one would hold up the next. */
export interface SlowShops {
  /** `127.0.0.1:port` of each, which a stack must allow. */
  hosts: string[];
  stop(): Promise<void>;
}

const CARDS = Array.from(
  { length: 40 },
  (_, index) =>
    `<li class="card"><a href="/lamp/${index}"><img src="/p/${index}.jpg" alt=""><h3>Lamp number ${index}</h3></a><b class="price">€${20 + index}.00</b></li>`,
).join('');
const PAGE = `<!doctype html><html lang="en"><head><title>Lamps</title></head><body><main><h1>Lamps</h1><ul>${CARDS}</ul></main></body></html>`;

/** @param delayMs how long each answer takes, that for robots.txt included */
export async function startSlowShops(count: number, delayMs: number): Promise<SlowShops> {
  const servers = Array.from({ length: count }, () =>
    createServer((request, response) => {
      const isPage = request.url === '/lamps';
      setTimeout(() => {
        response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
        response.end(isPage ? PAGE : 'not here');
      }, delayMs);
    }),
  );
  const hosts: string[] = [];
  for (const server of servers) {
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    hosts.push(`127.0.0.1:${port}`);
  }
  return {
    hosts,
    async stop() {
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}
