import { createChannelRegistry, createSealer } from '@goodshunter/channels';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import type { SchedulerOptions } from '../scheduler-options.js';
import { Outbox, type OutboxOptions } from './outbox.js';

/** Everything that tells people. */
export interface Telling {
  start(): void;
  /** @see Outbox.nudge */
  nudge(userId: number): void;
  close(options: { timeoutMs: number }): Promise<void>;
}

/** Wires the outbox and the ways out of the house. Receivers in the own network are open to messages, and to nothing else. */
export function createTelling(
  options: SchedulerOptions,
  deps: Pick<OutboxOptions, 'db' | 'metrics' | 'log' | 'owner'>,
): Telling {
  const guard = createGuard({ allowHosts: [...options.allowHosts, ...(options.notifyAllowHosts ?? [])] });
  const fetcher = createSafeFetcher({ userAgent: 'GoodsHunter', guard });
  const sealer = createSealer(options.notifySecretKey ?? '');
  const kinds = createChannelRegistry({
    fetcher,
    guard,
    signingKey: options.webhookSigningKey ?? '',
    hasSecretKey: sealer.hasKey,
  });
  const outbox = new Outbox({
    ...deps,
    kinds,
    sealer,
    tickMs: options.tickMs,
    ...(options.notifyMaxAgeMs === undefined ? {} : { maxAgeMs: options.notifyMaxAgeMs }),
  });
  return {
    start: () => outbox.start(),
    nudge: (userId) => outbox.nudge(userId),
    async close(closeOptions) {
      await outbox.close(closeOptions);
      await fetcher.close();
    },
  };
}
