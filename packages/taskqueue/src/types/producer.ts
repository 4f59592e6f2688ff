import type { OnEvent, QueueOptions } from './queue.js';

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
