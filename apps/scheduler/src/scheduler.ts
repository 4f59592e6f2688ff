import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { formatDuration } from '@goodshunter/config';
import type { Logger } from '@goodshunter/logger';
import { createParts, type Parts } from './create-parts.js';
import { createHealthServer } from './health.js';
import type { RunningMode } from './modes/mode.js';
import { runPollingMode } from './modes/run-polling-mode.js';
import { runRedisMode } from './modes/run-redis-mode.js';
import { runBackground } from './run-background.js';
import type { SchedulerOptions } from './scheduler-options.js';
import { forgetReplica } from './store/housekeeping/replica-row.js';

export interface Scheduler {
  /** Where health and metrics are served. */
  readonly port: number;
  /** Takes no more work, finishes or hands back what is in hand within `graceMs`, and ends. */
  close(): Promise<void>;
}

/** Of the grace period, kept for what follows the runs: acknowledging, the outbox, closing connections. */
const CLOSING_SHARE = 0.2;

/** Starts a scheduler. Outages of Redis, database or crawlers do not keep it from starting. */
export async function startScheduler(options: SchedulerOptions, log: Logger): Promise<Scheduler> {
  const worker = `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const stop = new AbortController();
  let mode: RunningMode | undefined;
  const parts = createParts(options, log, worker, (isOpen) => (isOpen ? mode?.resume() : mode?.pause()));
  const { db, board, gate, crawlers, telling } = parts;
  const health = await serveHealth(
    parts,
    () => mode,
    () => stop.signal.aborted,
  );

  await crawlers.start();
  telling.start();
  const started = options.queue === undefined ? await runPollingMode(parts) : await runRedisMode(parts);
  mode = started;
  if (!gate.isOpen) mode.pause();
  log.info('scheduler started', {
    mode: board.word?.mode,
    interval: formatDuration(options.scheduleIntervalMs),
    worker,
    workers: options.workerPoolSize,
  });
  const background = runBackground(parts, started, stop.signal);

  async function close(): Promise<void> {
    const closeAt = performance.now() + options.graceMs;
    stop.abort();
    const closed = await started.close({ timeoutMs: options.graceMs * (1 - CLOSING_SHARE) });
    log.info('source closed', { ...closed });
    await telling.close({ timeoutMs: Math.max(0, closeAt - performance.now() - 500) });
    await background;
    await parts.close();
    await forgetReplica(db.sql, worker).catch(() => {});
    await db.close();
    await new Promise<void>((resolve) => {
      health.close(() => resolve());
      health.closeAllConnections();
    });
    log.info('scheduler stopped');
  }

  let closing: Promise<void> | undefined;
  return {
    port: (health.address() as AddressInfo).port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function serveHealth(
  { db, board, metrics, crawlers, run, hosts, options }: Parts,
  mode: () => RunningMode | undefined,
  isClosing: () => boolean,
): Promise<Server> {
  const server = createHealthServer({
    database: db,
    redisTrouble: () => mode()?.redisTrouble(),
    mode: () => board.word,
    isClosing,
    metrics,
    refresh: () => {
      const { healthy, resting } = crawlers.counts();
      metrics.crawlersKnown.set({ state: 'healthy' }, healthy);
      metrics.crawlersKnown.set({ state: 'resting' }, resting);
      metrics.workersBusy.set(run.running.size);
      metrics.hostsSlowed.set(hosts.slowedCount);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return server;
}
