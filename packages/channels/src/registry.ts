import type { Guard, SafeFetcher } from '@goodshunter/safe-fetch';
import { createWebhookTransport } from '@goodshunter/webhooks';
import type { AnyChannelKind } from './channel-kind.js';
import { createWebhookKind } from './kinds/webhook.js';

export interface ChannelRegistryDeps {
  /** HTTP leaves by it. */
  fetcher: Pick<SafeFetcher, 'fetch'>;
  /** What other sockets ask before they connect. */
  guard: Guard;
  /** What webhook secrets are derived from; empty: they are stored themselves. */
  signingKey: string;
  /** Secrets of channels can be kept. */
  hasSecretKey: boolean;
}

/** Every kind of channel by its name, in the order in which they are offered. */
export type ChannelRegistry = ReadonlyMap<string, AnyChannelKind>;

export function createChannelRegistry({ fetcher, signingKey }: ChannelRegistryDeps): ChannelRegistry {
  const kinds: AnyChannelKind[] = [createWebhookKind({ transport: createWebhookTransport(fetcher), signingKey })];
  return new Map(kinds.map((kind) => [kind.kind, kind]));
}

/** The kinds there are, for labels of metrics. */
export const CHANNEL_KINDS = ['webhook'] as const;
