import type { Database } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { CrawlerPool } from '../crawlers/crawler-pool.js';
import type { ClosedSource } from '../intake/task-source.js';
import type { SchedulerMetrics } from '../metrics.js';
import type { RunTaskDeps } from '../pipeline/run-context.js';
import type { WorkerPool } from '../pipeline/worker-pool.js';
import type { SchedulerOptions } from '../scheduler-options.js';
import type { DatabaseGate } from './database-gate.js';
import type { ModeBoard } from './mode-board.js';

/** What both modes stand on. */
export interface ModeDeps {
  db: Database;
  crawlers: CrawlerPool;
  pool: WorkerPool;
  gate: DatabaseGate;
  board: ModeBoard;
  run: RunTaskDeps;
  metrics: SchedulerMetrics;
  log: Logger;
  /** This process, as leases and rows name it. */
  worker: string;
  options: SchedulerOptions;
}

/** Fields of the line `queue statistics`; null where there is no stream, or Redis is away. */
export interface QueueStatistics {
  length: number | null;
  pending: number | null;
  lag: number | null;
  consumers: number | null;
}

export interface RunningMode {
  /** Stops taking work while the database is away. */
  pause(): void;
  resume(): void;
  /** Undefined: Redis is fine. Otherwise why it is not; `disabled` counts as fine. */
  redisTrouble(): string | undefined;
  /** Reads the queue's figures and sets the metrics. */
  sample(): Promise<QueueStatistics>;
  close(options: { timeoutMs: number }): Promise<ClosedSource>;
}
