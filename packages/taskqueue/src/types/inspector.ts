import type { TaskMessage } from '../message.js';
import type { QueueOptions } from './queue.js';

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

export interface RedisMemory {
  usedBytes: number;
  /** 0: no limit. */
  maxBytes: number;
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
  /** How full Redis is. */
  memory(): Promise<RedisMemory>;
  /** Oldest first. `after` is the id of the last one seen. @default limit 100, at most 1000 */
  listDeadLetters(options?: { limit?: number; after?: string }): Promise<DeadLetter[]>;
  /** Adds the task anew (unless it waits or runs already) and removes the dead letter; `missing` when it is gone or unreadable. */
  retryDeadLetter(id: string): Promise<'queued' | 'duplicate' | 'missing'>;
  /** False when there is none. */
  dropDeadLetter(id: string): Promise<boolean>;
  close(): Promise<void>;
}
