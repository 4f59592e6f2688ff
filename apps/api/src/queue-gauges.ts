import { Gauge, type Registry } from 'prom-client';
import type { QueueSample } from './services/queue-sampler.js';

export interface QueueGauges {
  /** Without a sample only `goodshunter_queue_up` falls to 0; the others keep what they knew. */
  update(sample: QueueSample | undefined): void;
}

/** The queue as `queue statistics` sees it. */
export function createQueueGauges(registers: Registry[]): QueueGauges {
  const gauge = (name: string, help: string) => new Gauge({ name: `goodshunter_${name}`, help, registers });
  const up = gauge('queue_up', '1 while the last look at Redis succeeded.');
  const length = gauge('queue_length', 'Entries in the stream.');
  const pending = gauge('queue_pending', 'Entries delivered and not acknowledged.');
  const lag = gauge('queue_lag', 'Entries not delivered yet.');
  const consumers = gauge('queue_consumers', 'Consumers of the group.');
  const oldest = gauge('queue_oldest_pending_age_seconds', 'Age of the oldest pending entry; 0 when there is none.');
  const deadLetters = gauge('queue_dead_letters', 'Entries in the dead-letter stream.');
  const usedMemory = gauge('redis_used_memory_bytes', 'Memory that Redis uses.');
  const maxMemory = gauge('redis_max_memory_bytes', 'Memory that Redis may use; 0 without a limit.');
  return {
    update(sample) {
      up.set(sample ? 1 : 0);
      if (!sample) return;
      const { stats, memory } = sample;
      length.set(stats.length);
      pending.set(stats.pending);
      lag.set(stats.lag);
      consumers.set(stats.consumers);
      oldest.set((stats.oldestPendingMs ?? 0) / 1000);
      deadLetters.set(stats.deadLetters);
      usedMemory.set(memory.usedBytes);
      maxMemory.set(memory.maxBytes);
    },
  };
}
