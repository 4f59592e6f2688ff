import type { Inspector, WorkerStats } from '@goodshunter/taskqueue';
import type { SchedulerMetrics } from '../metrics.js';
import type { QueueStatistics } from './mode.js';

export interface SampleOptions {
  inspector: Inspector;
  metrics: SchedulerMetrics;
  local: WorkerStats;
}

const NOTHING: QueueStatistics = { length: null, pending: null, lag: null, consumers: null };

/** Reads the stream's figures into the metrics. While Redis is away the last values stay, and `queue_up` says so. */
export async function sampleQueue({ inspector, metrics, local }: SampleOptions): Promise<QueueStatistics> {
  metrics.localQueueLength.set(local.buffered + local.delayed);
  try {
    const [stats, memory] = await Promise.all([inspector.stats(), inspector.memory()]);
    metrics.queueLength.set(stats.length);
    metrics.queuePending.set(stats.pending);
    metrics.queueLag.set(stats.lag);
    metrics.queueConsumers.set(stats.consumers);
    metrics.queueOldestPending.set((stats.oldestPendingMs ?? 0) / 1000);
    metrics.queueDeadLetters.set(stats.deadLetters);
    metrics.queueUp.set(1);
    metrics.redisUsedMemory.set(memory.usedBytes);
    metrics.redisMaxMemory.set(memory.maxBytes);
    const { length, pending, lag, consumers } = stats;
    return { length, pending, lag, consumers };
  } catch {
    metrics.queueUp.set(0);
    return NOTHING;
  }
}
