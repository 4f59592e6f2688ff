import type { TaskHandler, TaskQueue, Worker, WorkerOptions, WorkerStats } from '@goodshunter/taskqueue';
import type { ClosedSource, TaskSource } from './task-source.js';

export interface StreamSourceOptions
  extends Pick<WorkerOptions, 'concurrency' | 'memoryQueue' | 'leaseMs' | 'maxDeliveries' | 'name' | 'onEvent'> {
  queue: Pick<TaskQueue, 'worker'>;
  handle: TaskHandler;
}

export interface StreamSource extends TaskSource {
  stats(): WorkerStats;
}

/** Work from the stream's consumer group: `handle` decides by its answer whether an entry is acknowledged, kept or buried. */
export function createStreamSource({ queue, handle, ...options }: StreamSourceOptions): StreamSource {
  const worker: Worker = queue.worker({ ...options, handler: handle });
  return {
    async start() {
      await worker.start();
    },
    pause: () => worker.pause(),
    resume: () => worker.resume(),
    close: ({ timeoutMs }): Promise<ClosedSource> => worker.close({ timeoutMs }),
    stats: () => worker.stats(),
  };
}
