import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { loadConfig } from '@goodshunter/config';
import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createLogger } from '@goodshunter/logger';
import { type Listening, listen } from '@goodshunter/service';
import { createTestDatabase, type RedisServer, startRedis } from '@goodshunter/testing';
import request, { type Test } from 'supertest';
import { type Api, createApi } from '../../src/create-api.js';

export interface RigOptions {
  /** `host:port`; absent: the queue is switched off. */
  redisAddr?: string;
  /** Starts a Redis of its own for it. @default false */
  withRedis?: boolean;
  /** @default a new, migrated database on the server of the run */
  databaseUrl?: string;
  /** @default one of its own */
  tokenFile?: string;
  /** Further environment variables. */
  env?: Record<string, string>;
}

export interface Rig {
  readonly api: Api;
  readonly base: string;
  readonly token: string;
  readonly tokenFile: string;
  /** For looking behind the api's back. */
  readonly database: Database;
  readonly databaseUrl: string;
  /** @throws unless it was asked for */
  readonly redis: RedisServer;
  /** A request with the admin's token. */
  call(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test;
  /** A new task; resolves to its id. */
  createTask(change?: Record<string, unknown>): Promise<number>;
  logLines(): Array<Record<string, unknown>>;
  stop(): Promise<void>;
}

export const TASK = { source: 'feed', query: { url: 'https://shop.example/feed.xml' }, keyword: 'lens' };

/** One api on a free port, on a real database and, if wanted, a real Redis. */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const redis = options.withRedis ? await startRedis() : undefined;
  const redisAddr = redis?.addr ?? options.redisAddr;
  const databaseUrl = options.databaseUrl ?? (await createTestDatabase());
  await migrate(databaseUrl);
  const dir = await mkdtemp(join(tmpdir(), 'api-test-'));
  const tokenFile = options.tokenFile ?? join(dir, 'secrets', 'token');
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    API_TOKEN_FILE: tokenFile,
    APP_ENABLE_REDIS_QUEUE: redisAddr ? 'true' : 'false',
    REDIS_ADDR: redisAddr ?? 'localhost:1',
    REDIS_PASSWORD: '',
    // A busy machine must not make announcements late; tests of the budget set their own.
    API_ANNOUNCE_BUDGET_MS: '10000',
    ...options.env,
  });
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const log = createLogger({ service: 'api', level: 'debug', stream });
  const api = createApi(config, log, '0.0.0-test');
  const server: Listening = await listen(api.app, 0);
  try {
    await api.ensureAdmin();
  } catch (error) {
    await server.stop(0);
    await api.close();
    await redis?.stop();
    throw error;
  }
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const database = createDatabase({ url: databaseUrl, poolSize: 2 });
  const base = `http://127.0.0.1:${server.port}`;
  const call: Rig['call'] = (method, path) => request(base)[method](path).set('Authorization', `Bearer ${token}`);
  return {
    api,
    base,
    token,
    tokenFile,
    database,
    databaseUrl,
    get redis() {
      if (redis === undefined) throw new Error('this rig has no Redis: startRig({ withRedis: true })');
      return redis;
    },
    call,
    async createTask(change = {}) {
      const response = await call('post', '/api/tasks').send({ ...TASK, ...change });
      if (response.status !== 201) throw new Error(`no task: ${response.status} ${response.text}`);
      return response.body.task.id as number;
    },
    logLines: () =>
      chunks
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async stop() {
      await server.stop(1000);
      await Promise.all([api.close(), database.close()]);
      await redis?.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
