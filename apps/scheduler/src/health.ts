import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Health } from '@goodshunter/contracts/api';
import { type Database, findUnavailableReason, UNAVAILABLE_WORDS, type UnavailableReason } from '@goodshunter/db';
import type { SchedulerMetrics } from './metrics.js';
import type { ModeWord } from './modes/mode-board.js';

export interface HealthDeps {
  database: Pick<Database, 'ping' | 'findWriteTrouble'>;
  /** Undefined: Redis is fine, or not used. */
  redisTrouble: () => string | undefined;
  /** Undefined until the scheduler runs in a mode. */
  mode: () => ModeWord | undefined;
  isClosing: () => boolean;
  metrics: SchedulerMetrics;
  /** Brings gauges up to date before they are read. */
  refresh: () => void;
}

type Answer = { status: number; body: unknown };

/**
 * `/healthz` (database and Redis), `/livez` (the process answers), `/readyz` (it takes work: mode, since when, why) and `/metrics`.
 * Without Redis, or with a database that takes no writes, it is degraded, never unhealthy.
 */
export function createHealthServer(deps: HealthDeps): Server {
  const routes = new Map<string, () => Promise<Answer>>([
    ['/healthz', () => readHealth(deps)],
    ['/livez', async () => ({ status: 200, body: { status: 'ok' } })],
    ['/readyz', () => readReadiness(deps)],
  ]);
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = path === '/metrics' || routes.has(path) ? path : 'unmatched';
    const startedAtMs = performance.now();
    response.once('close', () =>
      deps.metrics.observeRequest(request.method ?? '', route, response.statusCode, performance.now() - startedAtMs),
    );
    void answer(request, response, path).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, { status: 'method not allowed' });
    if (path === '/metrics') {
      deps.refresh();
      const text = await deps.metrics.registry.metrics();
      response.writeHead(200, { 'content-type': deps.metrics.registry.contentType }).end(text);
      return;
    }
    const handle = routes.get(path);
    if (!handle) return send(response, 404, { status: 'not found' });
    const { status, body } = await handle();
    send(response, status, body);
  }
}

async function readHealth({ database, redisTrouble }: HealthDeps): Promise<Answer> {
  const trouble = redisTrouble();
  const redis = trouble === undefined ? {} : { redis: trouble };
  const silence = await lookFor(database);
  if (silence !== undefined && silence.reason !== 'busy') {
    return { status: 503, body: { status: 'down', database: silence.words, ...redis } satisfies Health };
  }
  const refusal = silence?.reason ?? (await database.findWriteTrouble());
  const writes = refusal === undefined ? {} : { database: UNAVAILABLE_WORDS[refusal] };
  const status = trouble === undefined && refusal === undefined ? 'ok' : 'degraded';
  return { status: 200, body: { status, ...redis, ...writes } satisfies Health };
}

/** Why the database does not answer; undefined: it does. One that has no room for us is there. */
async function lookFor(
  database: HealthDeps['database'],
): Promise<{ reason: UnavailableReason; words: string } | undefined> {
  return database.ping().then(
    () => undefined,
    (error: unknown) => ({
      reason: findUnavailableReason(error) ?? 'away',
      words: error instanceof Error ? error.message : 'not reachable',
    }),
  );
}

async function readReadiness({ database, mode, isClosing }: HealthDeps): Promise<Answer> {
  const word = mode();
  const facts = word && { mode: word.mode, since: word.since.toISOString(), why: word.reason };
  if (isClosing()) return { status: 503, body: { status: 'closing', ...facts } };
  if (word === undefined) return { status: 503, body: { status: 'starting' } };
  const silence = await lookFor(database);
  return silence === undefined || silence.reason === 'busy'
    ? { status: 200, body: { status: 'ready', ...facts } }
    : { status: 503, body: { status: 'waiting for the database', ...facts } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
