import type { TaskMessage } from '../message.js';
import type { OnEvent, QueueOptions } from './queue.js';

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
