import { connect, createServer, type Socket } from 'node:net';
import type { Redis, RedisOptions } from 'ioredis';
import { type RedisServer, type StartRedisOptions, startRedis } from './redis-server.js';

/** Stands between a client and a server of 127.0.0.1, and breaks what runs through it. */
export interface TcpProxy {
  readonly port: number;
  /** Connections open at the moment. */
  readonly connections: number;
  /** Ends every connection, and each new one at once, until `heal()`. */
  cut(): void;
  /** Keeps every connection open and passes nothing on, as a dead network does, until `heal()`. */
  freeze(): void;
  /** Passes requests on but swallows the server's answers: a half-open socket. Healing ends the connections it muted. */
  mute(): void;
  heal(): void;
  /** Leads new connections to another server, as a failover does, and ends those to the one before. */
  redirect(upstreamPort: number): void;
  close(): Promise<void>;
}

type Mode = 'open' | 'cut' | 'frozen' | 'muted';

/** Listens on a free port of 127.0.0.1 and passes everything on to `upstreamPort`. */
export async function startTcpProxy(upstreamPort: number): Promise<TcpProxy> {
  let mode: Mode = 'open';
  let target = upstreamPort;
  const pairs = new Set<{ client: Socket; upstream: Socket; wasMuted: boolean }>();
  const server = createServer((client) => {
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    const pair = { client, upstream, wasMuted: false };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', end).on('close', end);
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (mode === 'muted') pair.wasMuted = true;
      else client.write(data);
    });
    if (mode === 'frozen') stall(pair);
  });
  const stall = ({ client, upstream }: { client: Socket; upstream: Socket }) => {
    client.pause();
    upstream.pause();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  const endAll = () => {
    for (const { client, upstream } of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  return {
    port: address.port,
    get connections() {
      return pairs.size;
    },
    cut() {
      mode = 'cut';
      endAll();
    },
    freeze() {
      mode = 'frozen';
      for (const pair of pairs) stall(pair);
    },
    mute() {
      mode = 'muted';
    },
    heal() {
      mode = 'open';
      for (const pair of pairs) {
        // A stream of answers with a hole in it cannot be read any more; a real half-open socket ends here too.
        if (pair.wasMuted) pair.client.destroy();
        pair.client.resume();
        pair.upstream.resume();
      }
    },
    redirect(port) {
      target = port;
      endAll();
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endAll();
      await closed;
    },
  };
}

export interface CuttableRedis extends Omit<TcpProxy, 'close'> {
  /** The server behind the proxy; its own `port` and `client()` go around the proxy. */
  readonly server: RedisServer;
  /** `127.0.0.1:port` of the proxy. */
  readonly addr: string;
  readonly password: string;
  /** A new client that goes through the proxy. */
  client(options?: RedisOptions): Redis;
  /** Ends proxy and server. */
  stop(): Promise<void>;
}

/** A private redis-server behind a proxy that can `cut()`, `freeze()`, `mute()` and `heal()`. */
export async function cuttableRedis(options: StartRedisOptions = {}): Promise<CuttableRedis> {
  const server = await startRedis(options);
  const proxy = await startTcpProxy(server.port);
  return {
    server,
    port: proxy.port,
    addr: `127.0.0.1:${proxy.port}`,
    password: server.password,
    get connections() {
      return proxy.connections;
    },
    cut: proxy.cut,
    freeze: proxy.freeze,
    mute: proxy.mute,
    heal: proxy.heal,
    redirect: proxy.redirect,
    client: (clientOptions = {}) => server.client({ ...clientOptions, port: proxy.port }),
    async stop() {
      await proxy.close();
      await server.stop();
    },
  };
}
