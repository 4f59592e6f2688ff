import type { Connection, Inspector, WorkerStats } from '@goodshunter/taskqueue';
import type { SchedulerMetrics } from '../metrics.js';
import { withDeadline } from '../redis/with-deadline.js';
import type { QueueStatistics } from './mode.js';

export interface SampleOptions {
  inspector: Inspector;
  /** Asked for INFO only. */
  infoClient: Connection;
  metrics: SchedulerMetrics;
  local: WorkerStats;
}

const NOTHING: QueueStatistics = { length: null, pending: null, lag: null, consumers: null };
const INFO_TIMEOUT_MS = 1000;

/** Reads the stream's figures into the metrics. While Redis is away the last values stay, and `queue_up` says so. */
export async function sampleQueue({ inspector, infoClient, metrics, local }: SampleOptions): Promise<QueueStatistics> {
  metrics.localQueueLength.set(local.buffered + local.delayed);
  try {
    const stats = await inspector.stats();
    metrics.queueLength.set(stats.length);
    metrics.queuePending.set(stats.pending);
    metrics.queueLag.set(stats.lag);
    metrics.queueConsumers.set(stats.consumers);
    metrics.queueOldestPending.set((stats.oldestPendingMs ?? 0) / 1000);
    metrics.queueDeadLetters.set(stats.deadLetters);
    metrics.queueUp.set(1);
    await sampleMemory(infoClient, metrics);
    const { length, pending, lag, consumers } = stats;
    return { length, pending, lag, consumers };
  } catch {
    metrics.queueUp.set(0);
    return NOTHING;
  }
}

async function sampleMemory(client: Connection, metrics: SchedulerMetrics): Promise<void> {
  const info = await withDeadline(client.info('memory'), INFO_TIMEOUT_MS);
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  metrics.redisUsedMemory.set(read('used_memory'));
  metrics.redisMaxMemory.set(read('maxmemory'));
}
