import type { SafeFetcher } from '@goodshunter/safe-fetch';
import { createWebhookTransport } from '@goodshunter/webhooks';
import type { AnyChannelKind } from './channel-kind.js';
import { createWebhookKind } from './kinds/webhook.js';

export interface ChannelRegistryDeps {
  /** Everything leaves by it. */
  fetcher: Pick<SafeFetcher, 'fetch'>;
  /** What webhook secrets are derived from; empty: they are stored themselves. */
  signingKey: string;
}

/** Every kind of channel by its name, in the order in which they are offered. */
export type ChannelRegistry = ReadonlyMap<string, AnyChannelKind>;

export function createChannelRegistry({ fetcher, signingKey }: ChannelRegistryDeps): ChannelRegistry {
  const kinds: AnyChannelKind[] = [createWebhookKind({ transport: createWebhookTransport(fetcher), signingKey })];
  return new Map(kinds.map((kind) => [kind.kind, kind]));
}

/** The kinds there are, for labels of metrics. */
export const CHANNEL_KINDS = ['webhook'] as const;
