import { type Database, isDatabaseUnavailable } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { SchedulerMetrics } from '../metrics.js';
import { Pause } from '../pause.js';
import { type ClaimedNotification, claimNotifications, markFailed, markSent } from '../store/outbox/outbox.js';
import type { Channel, Delivery } from './channels/channel.js';
import { RETRY_RULES, type RetryRules, retryDelayMs } from './retry-delay.js';

export interface OutboxOptions {
  db: Database;
  /** By kind. */
  channels: ReadonlyMap<string, Channel>;
  metrics: SchedulerMetrics;
  log: Logger;
  owner: string;
  /** Pause after a look that found nothing more, in ms. */
  tickMs: number;
  /** A sender silent for this long is dead, and its messages go out again, in ms; more than a channel's deadline. @default 30000 */
  leaseMs?: number;
  /** Messages under way at once. @default 16 */
  concurrency?: number;
  /** Of these, for one channel: a receiver that hangs must not stop the others. @default 4 */
  perChannel?: number;
  retry?: RetryRules;
}

/** Drains the outbox: sends what is due, each message under a lease of its own, and tries again what was not taken. */
export class Outbox {
  readonly #options: Required<OutboxOptions>;
  readonly #stop = new AbortController();
  readonly #pause = new Pause(this.#stop.signal);
  readonly #underWay = new Set<Promise<void>>();
  readonly #byChannel = new Map<number, number>();
  #looping: Promise<void> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = { leaseMs: 30_000, concurrency: 16, perChannel: 4, retry: RETRY_RULES, ...options };
  }

  start(): void {
    this.#looping ??= this.#loop();
  }

  /** There is something to send: looks now instead of at the next tick. */
  nudge(): void {
    this.#pause.wake();
  }

  /** Claims nothing more, and waits at most `timeoutMs` for what is under way; what is left goes out after its lease, with the same id. */
  async close({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    this.#stop.abort();
    await this.#looping;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([Promise.all(this.#underWay), timeUp]);
    clearTimeout(timer);
  }

  async #loop(): Promise<void> {
    const { concurrency, tickMs, log } = this.#options;
    while (!this.#stop.signal.aborted) {
      let hasMore = false;
      try {
        const room = concurrency - this.#underWay.size;
        hasMore = room > 0 && (await this.#claim(room)) === room;
      } catch (error) {
        if (!isDatabaseUnavailable(error)) log.error('outbox not read', { error });
      }
      if (!hasMore) await this.#pause.wait(tickMs);
    }
  }

  async #claim(room: number): Promise<number> {
    const { db, owner, leaseMs, perChannel } = this.#options;
    const exceptChannels = [...this.#byChannel].filter(([, count]) => count >= perChannel).map(([id]) => id);
    const claimed = await claimNotifications(db, { owner, leaseMs, limit: Math.min(room, perChannel), exceptChannels });
    for (const notification of claimed) this.#begin(notification);
    // A full page: there may be more, of this or another channel.
    return claimed.length === Math.min(room, perChannel) ? room : claimed.length;
  }

  #begin(notification: ClaimedNotification): void {
    const { channelId } = notification;
    this.#byChannel.set(channelId, (this.#byChannel.get(channelId) ?? 0) + 1);
    const sending = this.#send(notification)
      .catch((error: unknown) =>
        // Its lease ends, and it goes out again.
        this.#options.log.warn('message left to its lease', { messageId: notification.messageId, error }),
      )
      .finally(() => {
        this.#underWay.delete(sending);
        const left = (this.#byChannel.get(channelId) ?? 1) - 1;
        if (left === 0) this.#byChannel.delete(channelId);
        else this.#byChannel.set(channelId, left);
        this.#pause.wake();
      });
    this.#underWay.add(sending);
  }

  async #send(notification: ClaimedNotification): Promise<void> {
    const { db, metrics, retry } = this.#options;
    const { messageId, channelId, taskId, attempt, correlationId, ageMs } = notification;
    const log = this.#options.log.child({ messageId, channelId, taskId, correlationId });
    const startedAt = performance.now();
    const delivery = await this.#deliver(notification);
    const kind = 'webhook';
    if (delivery.status === 'sent') {
      metrics.notifications.inc({ channel: kind, outcome: 'sent' });
      metrics.notificationDelay.observe((ageMs + performance.now() - startedAt) / 1000);
      const isMine = await untilAnswered(() => markSent(db.sql, notification), this.#stop.signal);
      log.info('message sent', { attempt });
      if (!isMine) log.warn('message may have been sent twice', { attempt });
      return;
    }
    const { message, isPermanent, retryAfterMs } = delivery;
    const delayMs = isPermanent ? null : retryDelayMs(attempt, retryAfterMs, retry);
    metrics.notifications.inc({ channel: kind, outcome: delayMs === null ? 'failed' : 'retry' });
    await markFailed(db.sql, notification, message, delayMs);
    const facts = { attempt, reason: message };
    if (delayMs === null) log.warn('message given up', facts);
    else log.info('message not taken', { ...facts, retryInMs: Math.round(delayMs) });
  }

  async #deliver(notification: ClaimedNotification): Promise<Delivery> {
    const { channel } = notification;
    if (channel === undefined) return { status: 'failed', message: 'the channel is switched off', isPermanent: true };
    const sender = this.#options.channels.get(channel.kind);
    if (!sender) return { status: 'failed', message: `no way to send to ${channel.kind}`, isPermanent: false };
    return sender.send(notification, channel.config, channel.secret);
  }
}

/** The message is out: while the database is away, keep trying to write that down rather than send it again. */
async function untilAnswered<T>(write: () => Promise<T>, stop: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || stop.aborted || tries >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
