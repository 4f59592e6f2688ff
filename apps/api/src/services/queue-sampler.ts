import type { Logger } from '@goodshunter/logger';
import type { Inspector, QueueStats } from '@goodshunter/taskqueue';
import type { RedisMemory } from './redis-memory.js';

export interface QueueSample {
  stats: QueueStats;
  memory: RedisMemory;
}

export interface QueueSamplerOptions {
  /** Absent: the queue is switched off. */
  inspector?: Pick<Inspector, 'stats'>;
  readMemory?: () => Promise<RedisMemory>;
  log: Logger;
}

export interface QueueSampler {
  /** One look at the queue; undefined while Redis is away or the queue switched off. Calls at once share one look. */
  sample(): Promise<QueueSample | undefined>;
}

export function createQueueSampler({ inspector, readMemory, log }: QueueSamplerOptions): QueueSampler {
  let underWay: Promise<QueueSample | undefined> | undefined;

  async function look(): Promise<QueueSample | undefined> {
    if (!inspector || !readMemory) return undefined;
    try {
      const [stats, memory] = await Promise.all([inspector.stats(), readMemory()]);
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
