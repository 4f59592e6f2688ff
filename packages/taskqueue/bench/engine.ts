/** What the three contestants can do. Each works on a Redis of its own making of keys, flushed between measurements. */
export interface Engine {
  readonly name: 'ours' | 'raw' | 'bullmq';
  /** Adds `count` tasks in batches of 1,000, the way this engine does that best. */
  addBulk(count: number, from: number): Promise<void>;
  /** Adds one task and resolves when it is added. */
  addOne(taskId: number): Promise<unknown>;
  /** Runs `handler` for what is added and acknowledges it, until the answer is called. */
  consume(concurrency: number, handler: (taskId: number) => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Bytes of the JSON body of one task. */
export const BODY_BYTES = 120;
export const STREAM = 'bench:queue';
export const GROUP = 'bench';
