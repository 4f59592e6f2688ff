import type { SourceCredentials } from '@goodshunter/contracts/sources';
import type { HistoryRetention } from './historian.js';
import type { HostRates } from './hosts/host-limits.js';

/** What a scheduler needs to be told; main.ts takes it from the configuration, tests write it down. */
export interface SchedulerOptions {
  databaseUrl: string;
  poolSize: number;
  /** Undefined: polling only, and no Redis anywhere. */
  queue: { addr: string; password: string; stream: string; group: string } | undefined;
  crawlerUrls: readonly string[];
  /** Exact `host:port` pairs that webhooks may reach although they are not public. */
  allowHosts: readonly string[];
  /** What the stored secrets of channels are derived from. @default none */
  webhookSigningKey?: string;
  /** Exact `host:port` pairs that messages may reach beside those. @default none */
  notifyAllowHosts?: readonly string[];
  /** What secrets of channels are encrypted with. @default none: channels with secrets take nothing */
  notifySecretKey?: string;
  /** @default none */
  mail?: { smtpUrl: string; from: string };
  telegram?: { token: string; apiUrl: string };
  /** Private VAPID key of browser push. @default none */
  pushKey?: string;
  /** Where the page is, without a slash at the end. @default unknown: messages lead to shops only */
  publicUrl?: string;
  /** What could not be told for this long is given up, in ms. @default 3 days */
  notifyMaxAgeMs?: number;
  /** Of the line `scheduler started`. */
  scheduleIntervalMs: number;
  tickMs: number;
  /** A silent worker of the stream is dead after this long; claims last no longer either, unless extended. */
  leaseMs: number;
  graceMs: number;
  announceAhead: number;
  workerPoolSize: number;
  memoryQueueSize: number;
  maxAttempts: number;
  unhealthyAfter: number;
  retentionMs: number;
  history: HistoryRetention;
  statisticsIntervalMs: number;
  crawlDeadlineMs: number;
  /** Most requests that one crawl may send to a shop. */
  maxRequests: number;
  /** How much older than its due time the crawl may be that a run shares with others, in ms; 0: no run shares. */
  crawlShareMs: number;
  /** Keys of official APIs: they go along with the crawls that need them. @default none */
  credentials?: SourceCredentials;
  /** What each host may be asked for, by all tasks and replicas together. */
  hostRates: HostRates;
  /** What crawlers ask for; empty: nothing. */
  crawlerSecret?: string;
  /** Address that health and metrics listen on. @default 127.0.0.1 */
  host?: string;
  /** Health and metrics; 0: any free port. */
  port: number;
  version: string;
}

/** A claim outlives its crawl by this, in ms: time to save. */
const SAVE_MARGIN_MS = 5000;

/** How long a claim lasts: the crawl's deadline and the time to save, but no longer than the lease. Longer runs extend it. */
export function claimLeaseMs({
  crawlDeadlineMs,
  leaseMs,
}: Pick<SchedulerOptions, 'crawlDeadlineMs' | 'leaseMs'>): number {
  return Math.min(crawlDeadlineMs + SAVE_MARGIN_MS, leaseMs);
}
