import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ForbiddenAddressError, type Guard, portOf } from '@goodshunter/safe-fetch';

export interface PinningProxyOptions {
  guard: Guard;
  /** Most bytes from all servers together. */
  maxBytes: number;
  /** Most connections and plain requests. */
  maxRequests: number;
  /** Longest wait for a connection, in ms. @default 10000 */
  connectTimeoutMs?: number;
}

export interface PinningProxy {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Hosts the guard refused. */
  readonly refused: ReadonlySet<string>;
  /** Which limit ended it, if one did. */
  readonly exceeded: 'bytes' | 'requests' | undefined;
  close(): Promise<void>;
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/**
 * An HTTP proxy for one browser page. Whatever the page asks for (redirects, sub-resources, workers, web sockets) comes through
 * here: its name is resolved once, every address is checked by the guard, and the connection goes to a checked one.
 */
export async function startPinningProxy(options: PinningProxyOptions): Promise<PinningProxy> {
  const { guard, maxBytes, maxRequests, connectTimeoutMs = 10_000 } = options;
  const sockets = new Set<Duplex>();
  const refused = new Set<string>();
  let exceeded: 'bytes' | 'requests' | undefined;
  let bytes = 0;
  let requests = 0;

  const keep = <T extends Duplex>(socket: T): T => {
    // A connection comes here again with each of its requests.
    if (sockets.has(socket)) return socket;
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) end('bytes');
  };
  const end = (why: 'bytes' | 'requests') => {
    exceeded ??= why;
    for (const socket of sockets) socket.destroy();
  };

  /** A connection to a checked address, or the status that says why there is none. */
  async function open(url: URL | undefined): Promise<Socket | 403 | 502> {
    if (exceeded || ++requests > maxRequests) {
      end('requests');
      return 403;
    }
    if (!url) return 403;
    try {
      const check = guard.checkUrl(url);
      if (!check.ok) throw new ForbiddenAddressError(check.reason, check.message);
      const [first] = await guard.resolve(url.hostname, portOf(url));
      return first ? await dial(first.address, portOf(url), connectTimeoutMs, keep) : 502;
    } catch (error) {
      if (!(error instanceof ForbiddenAddressError)) return 502;
      refused.add(url.host);
      return 403;
    }
  }

  async function tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    keep(client);
    const target = URL.canParse(`http://${incoming.url}`) ? new URL(`http://${incoming.url}`) : undefined;
    const upstream = await open(target);
    if (typeof upstream === 'number') return void client.end(`HTTP/1.1 ${upstream} No\r\ncontent-length: 0\r\n\r\n`);
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.on('data', count).on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.pipe(client).pipe(upstream);
  }

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    keep(incoming.socket);
    const target = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
    const upstream = await open(target);
    if (!target || typeof upstream === 'number') return void outgoing.writeHead(Number(upstream)).end();
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
    const onward = request(
      {
        createConnection: () => upstream,
        method: incoming.method,
        path: target.pathname + target.search,
        headers: { ...headers, host: target.host, connection: 'close' },
      },
      (answer) => {
        answer.on('data', count);
        const passed = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
        outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(passed));
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer((incoming, outgoing) => void forward(incoming, outgoing));
  server.on('connect', (incoming, client, head) => void tunnel(incoming, client, head));
  server.on('upgrade', (_incoming, client) => client.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    get exceeded() {
      return exceeded;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        server.closeAllConnections();
      }),
  };
}

function dial(host: string, port: number, timeoutMs: number, keep: (socket: Socket) => Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = keep(connect({ host, port }));
    const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new Error('the connection failed'));
    });
  });
}
