import { createInspector } from './inspector.js';
import { createWriteProbe, type WriteProbe } from './probe-write.js';
import { createProducer } from './producer.js';
import type {
  Inspector,
  InspectorOptions,
  Producer,
  ProducerOptions,
  QueueOptions,
  Worker,
  WorkerOptions,
} from './types.js';
import { createWorker } from './worker.js';

type Own<T> = Omit<T, keyof QueueOptions>;

/** The parts of one queue, made with the options they share. Each opens connections of its own, and is closed on its own. */
export interface TaskQueue {
  producer(options?: Own<ProducerOptions>): Producer;
  worker(options: Own<WorkerOptions>): Worker;
  inspector(options?: Own<InspectorOptions>): Inspector;
  writeProbe(options?: { timeoutMs?: number }): WriteProbe;
}

/** @throws {InvalidArgumentError} from its parts, when the name of the stream cannot be used */
export function createTaskQueue(shared: QueueOptions): TaskQueue {
  return {
    producer: (options = {}) => createProducer({ ...shared, ...options }),
    worker: (options) => createWorker({ ...shared, ...options }),
    inspector: (options = {}) => createInspector({ ...shared, ...options }),
    writeProbe: (options = {}) => createWriteProbe({ connect: shared.connect, stream: shared.stream, ...options }),
  };
}
