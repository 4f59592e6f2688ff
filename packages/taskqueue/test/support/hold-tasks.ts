import { type Latch, latch } from '@goodshunter/testing';
import type { Worker } from '../../src/index.js';
import type { TestQueue } from './set-up.js';

export interface Holder {
  worker: Worker;
  /** What it has in hand. */
  taken: number[];
  /** Ends all of them once it is open. */
  gate: Latch;
}

/** Starts a worker of half a second's lease that takes tasks and ends none before its gate opens. */
export async function holdTasks(queue: Pick<TestQueue, 'worker'>): Promise<Holder> {
  const gate = latch();
  const taken: number[] = [];
  const worker = queue.worker({
    leaseMs: 500,
    handler: async ({ taskId }) => {
      taken.push(taskId);
      await gate.opened;
      return 'done';
    },
  });
  await worker.start();
  return { worker, taken, gate };
}
