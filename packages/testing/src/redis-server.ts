import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis, type RedisOptions } from 'ioredis';
import { freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';

export interface StartRedisOptions {
  /** `requirepass`. @default none */
  password?: string;
  /** Keeps an append-only file, so that `restart()` brings the data back. @default false */
  appendonly?: boolean;
  /** Further arguments of redis-server, such as `['--maxmemory', '20mb']`. */
  extraArgs?: string[];
  /** @default any free port */
  port?: number;
}

/** A redis-server of one's own, on 127.0.0.1, its files in a temporary directory. */
export interface RedisServer {
  readonly port: number;
  /** `redis://:password@127.0.0.1:port` */
  readonly url: string;
  /** `127.0.0.1:port` */
  readonly addr: string;
  readonly password: string;
  /** Of the running process; changes with `restart()`. */
  readonly pid: number;
  readonly dir: string;
  /** Sends a signal; resolves when the process is gone, except for SIGSTOP and SIGCONT, which resolve at once. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Freezes the server: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
  /** Ends it (unless it is dead already) and starts it again at the same port, with the same files. */
  restart(): Promise<void>;
  /** Ends it for good, with its clients and its files. */
  stop(): Promise<void>;
  /** A new client, closed with `stop()`. */
  client(options?: RedisOptions): Redis;
}

/** Starts a private redis-server and resolves when it answers. It ends with the process that started it. */
export async function startRedis(options: StartRedisOptions = {}): Promise<RedisServer> {
  const { password = '', appendonly = false, extraArgs = [] } = options;
  const dir = await mkdtemp(join(tmpdir(), 'redis-test-'));
  const clients = new Set<Redis>();
  const port = options.port ?? (await freePort());
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  args.push('--appendonly', appendonly ? 'yes' : 'no', ...(password ? ['--requirepass', password] : []), ...extraArgs);
  const server = await ServerProcess.start({
    program: 'redis-server',
    hint: 'install Redis 7 (Debian: apt-get install redis-server)',
    args,
    dir,
    answers: () => answers(port, password),
  });

  return {
    get port() {
      return port;
    },
    get url() {
      return `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${port}`;
    },
    get addr() {
      return `127.0.0.1:${port}`;
    },
    get pid() {
      return server.pid;
    },
    password,
    dir,
    kill: (signal) => server.kill(signal),
    pause: () => server.pause(),
    resume: () => server.resume(),
    restart: () => server.restart(),
    async stop() {
      for (const client of clients) client.disconnect();
      await server.kill('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
    client(clientOptions = {}) {
      // A client between two connections would otherwise keep a timer of 2 s alive after disconnect().
      const client = new Redis({
        port,
        host: '127.0.0.1',
        disconnectTimeout: 100,
        ...(password ? { password } : {}),
        ...clientOptions,
      });
      // Without a listener ioredis prints every lost connection; tests that cut connections do so on purpose.
      client.on('error', () => {});
      clients.add(client);
      client.once('end', () => clients.delete(client));
      return client;
    },
  };
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new Redis({
    port,
    host: '127.0.0.1',
    ...(password ? { password } : {}),
    disconnectTimeout: 100,
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } finally {
    client.disconnect();
  }
}
