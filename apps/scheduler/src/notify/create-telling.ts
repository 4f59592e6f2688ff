import {
  createChannelRegistry,
  createLinkSigner,
  createPictureClient,
  createPictureSource,
  createSealer,
} from '@goodshunter/channels';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import type { SchedulerOptions } from '../scheduler-options.js';
import { Outbox, type OutboxOptions } from './outbox.js';

/** Everything that tells people. */
export interface Telling {
  start(): void;
  /** @see Outbox.nudge */
  nudge(...userIds: readonly number[]): void;
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
  const publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? null;
  const signer =
    sealer.hasKey && publicUrl !== null ? createLinkSigner(sealer.deriveKey('links in messages')) : undefined;
  const kinds = createChannelRegistry({
    fetcher,
    guard,
    signingKey: options.webhookSigningKey ?? '',
    pictures: createPictureSource(
      createPictureClient({ crawlerUrls: options.crawlerUrls, secret: options.crawlerSecret ?? '' }),
    ),
    publicUrl,
    ...(options.mail ? { mail: options.mail } : {}),
    ...(options.telegram ? { telegram: options.telegram } : {}),
    ...(options.pushKey ? { pushKey: options.pushKey } : {}),
  });
  const outbox = new Outbox({
    ...deps,
    kinds,
    sealer,
    tickMs: options.tickMs,
    links: ({ userId, channelId }) => ({
      publicUrl,
      ...(signer && {
        muteUrl: (taskId: number) =>
          taskId === 0 ? undefined : `${publicUrl}/mute/${signer.sign({ kind: 'mute', userId, id: taskId })}`,
        digestUrl: (taskId: number) => `${publicUrl}/digest/${signer.sign({ kind: 'digest', userId, id: taskId })}`,
        stopUrl: `${publicUrl}/stop/${signer.sign({ kind: 'stop', userId, id: channelId })}`,
      }),
    }),
    ...(options.notifyMaxAgeMs === undefined ? {} : { maxAgeMs: options.notifyMaxAgeMs }),
  });
  return {
    start: () => outbox.start(),
    nudge: (...userIds) => outbox.nudge(...userIds),
    async close(closeOptions) {
      await outbox.close(closeOptions);
      await fetcher.close();
    },
  };
}
