import type { Cluster, Redis } from 'ioredis';
import type { UnavailableReason } from './errors.js';
import type { TaskMessage } from './message.js';

/** Where lines go; the `Logger` of any house fits. Messages are constant, facts are fields. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** The time of day, and timers that a test may drive by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after `ms`. The answer cancels. */
  setTimeout(callback: () => void, ms: number): () => void;
}

/**
 * What a connection is for. A blocking read holds its connection, so the reader has one of its own: `producer` adds,
 * `reader` only reads with BLOCK, `admin` acknowledges, beats and inspects, `probe` checks that Redis takes writes.
 */
export type ConnectionRole = 'producer' | 'reader' | 'admin' | 'probe';

export type Connection = Redis | Cluster;

/** Opens a new connection of the caller's making, and gives it away: this package closes it. See `createRedisConnect`. */
export type Connect = (role: ConnectionRole) => Connection;

/** What all parts of one queue share. */
export interface QueueOptions {
  connect: Connect;
  /** Key of the stream. Side keys live beside it, in its cluster slot: `{<stream>}:ids:*`, `{<stream>}:workers`, ... */
  stream: string;
  /** Name of the consumer group; created at 0, with the stream, where it is missing. */
  group: string;
  log?: Logger;
  clock?: Clock;
}

export type QueueEvent =
  /** The group exists and this worker is registered in it; again after each new name. */
  | { type: 'ready'; stream: string; group: string; worker: string }
  /** Redis cannot be used. Told once, until `available`. */
  | { type: 'unavailable'; reason: UnavailableReason; error: Error }
  | { type: 'available' }
  /** The entry belongs to this worker no longer; its result was refused. */
  | { type: 'lost'; entryId: string; taskId: number | undefined }
  /** Entries of a dead worker were taken over, or own ones found again whose read reply was lost. */
  | { type: 'recovered'; count: number; from: string }
  /** The entry is in the dead-letter stream. */
  | { type: 'buried'; entryId: string; taskId: number | undefined; reason: string }
  /** The entry stays in hand and runs again after `delayMs`. `failures` counts failed runs, whoever ran them. */
  | { type: 'retrying'; entryId: string; taskId: number; failures: number; delayMs: number }
  /** Others think this worker dead, or Redis forgot it. It goes on under a new name. */
  | { type: 'retired'; worker: string }
  /** `entries` that were not added, as they wait or run already. */
  | { type: 'duplicate'; taskId: number; entryId: string }
  /** Redis may drop keys of the queue: it should run with maxmemory-policy noeviction. */
  | { type: 'evicting'; policy: string };

export type OnEvent = (event: QueueEvent) => void;

export interface ProducerOptions extends QueueOptions {
  onEvent?: OnEvent;
  /** Longest wait for an answer of Redis, in ms. @default 1000 */
  commandTimeoutMs?: number;
}

export interface NewTask {
  taskId: number;
  /** Who announces it: `api`, `periodic`, ... */
  source: string;
  correlationId?: string;
  /** How often the announcer had tried before. @default 0 */
  retry?: number;
}

/** `duplicate`: this task waits or runs already, as `entryId`; nothing was added. */
export interface SubmitResult {
  status: 'queued' | 'duplicate';
  entryId: string;
}

export interface SubmitOptions {
  /** Longest wait for an answer, in ms. @default commandTimeoutMs */
  timeoutMs?: number;
}

/** Adds messages. An `execute` message is added once while its task waits, runs or is pending. */
export interface Producer {
  /**
   * Announces one task. Calls of one tick leave as one script.
   * @throws {QueueUnavailableError} when Redis cannot take it; with reason `timeout` the entry may have been added all the same.
   */
  submitTask(task: NewTask, options?: SubmitOptions): Promise<SubmitResult>;
  /** Announces many, in order. The results stand in the order of the tasks. @throws as `submitTask`; some may have been added. */
  submitTasks(tasks: readonly NewTask[], options?: SubmitOptions): Promise<SubmitResult[]>;
  /** Announces that a task should stop. Never deduplicated. @throws as `submitTask` */
  stopTask(task: NewTask, options?: SubmitOptions): Promise<SubmitResult>;
  /** Waits for what is on its way, at most commandTimeoutMs, and closes the connection. */
  close(): Promise<void>;
}

export interface HandlerContext {
  entryId: string;
  /** Aborts when the grace period of `close` is over. Losing the entry does not abort. */
  readonly signal: AbortSignal;
  /** 1 on the first delivery, one more for each worker that died with the entry in hand. */
  deliveries: number;
  /** Failed runs before this one. */
  failures: number;
}

/**
 * - `'done'` (or nothing): acknowledge.
 * - `{ retryInMs }`: not now. The entry stays in hand and runs again after that long (at most 24.8 days); this is no failure.
 * - `{ bury }`: no retry can mend it; to the dead-letter stream, with this reason.
 */
export type HandlerResult = 'done' | undefined | { retryInMs: number } | { bury: string };

/** May run twice for one entry, so it must be safe to. Throwing is a failure: retried with backoff, buried after `maxFailures`. */
export type TaskHandler = (message: TaskMessage, context: HandlerContext) => Promise<HandlerResult>;

export interface WorkerOptions extends QueueOptions {
  handler: TaskHandler;
  onEvent?: OnEvent;
  /** Start of the worker's name; a random end makes it unique per start. @default the host name */
  name?: string;
  /** Most handlers at once; `stop` messages, which must not wait behind tasks, have as many of their own. @default 8 */
  concurrency?: number;
  /**
   * Most entries in hand beyond `concurrency`; finished ones whose acknowledgement is under way (at most 750) do not count. How many are
   * read ahead follows the measured handler time. @default 1000
   */
  memoryQueue?: number;
  /** A worker silent for this long is dead, in ms. The event loop must never block for longer. @default 30000 */
  leaseMs?: number;
  /** Longest wait of one read for a new entry, in ms. @default 15000 */
  blockMs?: number;
  /** An entry delivered more often than this, because its workers died, is buried unseen. @default 5 */
  maxDeliveries?: number;
  /** An entry whose handler failed this often is buried. @default 5 */
  maxFailures?: number;
  /** First and longest wait after a failure, in ms; it doubles, with jitter. @default { minMs: 1000, maxMs: 60000 } */
  retryBackoff?: { minMs: number; maxMs: number };
  /** Key of the dead-letter stream. @default `{<stream>}:dead` */
  deadLetterStream?: string;
  /** Longest wait for an answer of Redis, in ms. @default 2000 */
  commandTimeoutMs?: number;
}

export interface WorkerStats {
  worker: string;
  /** Everything this worker owns: running, buffered, waiting for a retry, and done but not yet acknowledged. */
  inHand: number;
  running: number;
  buffered: number;
  delayed: number;
  available: boolean;
  reading: boolean;
  finished: number;
  failed: number;
}

export interface CloseResult {
  /** Entries finished and acknowledged while closing. */
  finished: number;
  /** Entries given to other workers: unstarted ones, and those still running at the end of the grace period. */
  handedBack: number;
}

/** Stream -> bounded memory queue -> handlers -> acknowledge. Never ends the process, never throws out of a loop. */
export interface Worker {
  /**
   * Begins, and keeps trying with jittered backoff for as long as Redis is away. Answers `ready`, or, at most commandTimeoutMs
   * plus 1 s later, `unavailable`; in both cases the worker is running.
   */
  start(): Promise<'ready' | 'unavailable'>;
  /** Reads nothing more, for good; what is in hand is finished. Resolves when no read is under way. */
  quiet(): Promise<void>;
  /** Reads nothing more until `resume()`; what is in hand goes on. */
  pause(): void;
  resume(): void;
  /**
   * `quiet()`, hands back what has not begun, waits for the running handlers, aborts those that are left after `timeoutMs`
   * (@default 25000), and leaves the group. Resolves at most commandTimeoutMs + 1 s later, with or without Redis.
   */
  close(options?: { timeoutMs?: number }): Promise<CloseResult>;
  stats(): WorkerStats;
}

export interface QueueStats {
  /** Entries in the stream: waiting and pending. */
  length: number;
  /** Not yet delivered. */
  waiting: number;
  /** Delivered and not acknowledged. */
  pending: number;
  /** Since the oldest pending entry was added, in ms; null when there is none. */
  oldestPendingMs: number | null;
  /** Since the oldest waiting entry was added, in ms; null when there is none. */
  oldestWaitingMs: number | null;
  /** As Redis 7 tells it; `waiting` where it cannot tell, or is older. */
  lag: number;
  consumers: number;
  deadLetters: number;
}

export interface DeadLetter {
  /** Of the dead-letter stream. */
  id: string;
  /** The entry it was. */
  entryId: string;
  /** The payload as it was, readable or not. */
  data: string;
  /** Undefined where the payload cannot be read. */
  message: TaskMessage | undefined;
  reason: string;
  deliveries: number;
  failures: number;
  buriedAt: Date;
}

export interface InspectorOptions extends QueueOptions {
  /** Key of the dead-letter stream, as the workers have it. @default `{<stream>}:dead` */
  deadLetterStream?: string;
  /** Longest wait for an answer of Redis, in ms. @default 2000 */
  commandTimeoutMs?: number;
}

export interface Inspector {
  /** @throws {QueueUnavailableError} as everything here */
  stats(): Promise<QueueStats>;
  /** Oldest first. `after` is the id of the last one seen. @default limit 100, at most 1000 */
  listDeadLetters(options?: { limit?: number; after?: string }): Promise<DeadLetter[]>;
  /** Adds the task anew (unless it waits or runs already) and removes the dead letter; `missing` when it is gone or unreadable. */
  retryDeadLetter(id: string): Promise<'queued' | 'duplicate' | 'missing'>;
  /** False when there is none. */
  dropDeadLetter(id: string): Promise<boolean>;
  close(): Promise<void>;
}
