import type { Guard, SafeFetcher } from '@goodshunter/safe-fetch';
import { createWebhookTransport } from '@goodshunter/webhooks';
import type { AnyChannelKind } from './channel-kind.js';
import { createAppriseKind } from './kinds/apprise.js';
import { createDiscordKind } from './kinds/discord.js';
import { createMailKind } from './kinds/mail/index.js';
import { createMatrixKind } from './kinds/matrix.js';
import { createMqttKind } from './kinds/mqtt.js';
import { createNtfyKind } from './kinds/ntfy.js';
import { createPushKind } from './kinds/push.js';
import { createSlackKind } from './kinds/slack.js';
import { createTelegramKind } from './kinds/telegram/index.js';
import { createWebhookKind } from './kinds/webhook.js';
import type { PictureSource } from './pictures/picture-source.js';

export interface ChannelRegistryDeps {
  /** HTTP leaves by it. */
  fetcher: Pick<SafeFetcher, 'fetch'>;
  /** What other sockets ask before they connect. */
  guard: Guard;
  /** What webhook secrets are derived from; empty: they are stored themselves. */
  signingKey: string;
  /** The house's mail server; an empty URL: there is none. @default none */
  mail?: { smtpUrl: string; from: string };
  /** @default people bring bots of their own */
  telegram?: { token: string; apiUrl: string };
  /** Pictures of listings as bytes. @default messages carry at most their addresses */
  pictures?: PictureSource;
  /** Private VAPID key; empty: no browser push. @default none */
  pushKey?: string;
  /** Where the page is; push services are told it. @default unknown */
  publicUrl?: string | null;
}

/** Every kind of channel by its name, in the order in which they are offered. */
export type ChannelRegistry = ReadonlyMap<string, AnyChannelKind>;

export function createChannelRegistry(deps: ChannelRegistryDeps): ChannelRegistry {
  const { fetcher, guard, signingKey, pictures, pushKey = '', publicUrl = null } = deps;
  const { mail = { smtpUrl: '', from: '' }, telegram = { token: '', apiUrl: 'https://api.telegram.org' } } = deps;
  const kinds: AnyChannelKind[] = [
    createPushKind({ fetcher, privateKey: pushKey, subject: subjectOf(publicUrl, mail.from) }),
    createNtfyKind(fetcher),
    createTelegramKind({ fetcher, pictures, apiUrl: telegram.apiUrl, botToken: telegram.token }),
    createDiscordKind({ fetcher, pictures }),
    createSlackKind(fetcher),
    createMatrixKind({ fetcher, pictures }),
    createMailKind({ ...mail, pictures }),
    createAppriseKind(fetcher),
    createMqttKind(guard),
    createWebhookKind({ transport: createWebhookTransport(fetcher), signingKey }),
  ];
  return new Map(kinds.map((kind) => [kind.kind, kind]));
}

/** Whom a push service may write to when something is wrong. */
function subjectOf(publicUrl: string | null, from: string): string {
  if (publicUrl?.startsWith('https://')) return publicUrl;
  const address = /([^\s<>]+@[^\s<>]+\.[^\s<>]+)>?\s*$/.exec(from)?.[1];
  return `mailto:${address ?? 'goodshunter@example.com'}`;
}

/** The kinds there are, for labels of metrics. */
export const CHANNEL_KINDS = [
  'push',
  'ntfy',
  'telegram',
  'discord',
  'slack',
  'matrix',
  'email',
  'apprise',
  'mqtt',
  'webhook',
] as const;
