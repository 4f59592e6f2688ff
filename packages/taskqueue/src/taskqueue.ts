import { createInspector } from './inspector.js';
import { createProducer } from './producer.js';
import type { Inspector, InspectorOptions } from './types/inspector.js';
import type { Producer, ProducerOptions } from './types/producer.js';
import type { QueueOptions } from './types/queue.js';
import type { Worker, WorkerOptions } from './types/worker.js';
import { createWorker } from './worker.js';
import { createWriteProbe, type WriteProbe } from './write-probe.js';

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
