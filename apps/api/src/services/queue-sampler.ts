import type { Logger } from '@goodshunter/logger';
import type { Inspector, QueueStats, RedisMemory } from '@goodshunter/taskqueue';

export interface QueueSample {
  stats: QueueStats;
  memory: RedisMemory;
}

export interface QueueSamplerOptions {
  /** Absent: the queue is switched off. */
  inspector?: Pick<Inspector, 'stats' | 'memory'>;
  log: Logger;
}

export interface QueueSampler {
  /** One look at the queue; undefined while Redis is away or the queue switched off. Calls at once share one look. */
  sample(): Promise<QueueSample | undefined>;
}

export function createQueueSampler({ inspector, log }: QueueSamplerOptions): QueueSampler {
  let underWay: Promise<QueueSample | undefined> | undefined;

  async function look(): Promise<QueueSample | undefined> {
    if (!inspector) return undefined;
    try {
      const [stats, memory] = await Promise.all([inspector.stats(), inspector.memory()]);
      return { stats, memory };
    } catch (error) {
      log.debug('queue could not be sampled', { error });
      return undefined;
    }
  }

  return {
    sample() {
      underWay ??= look().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}
