import { type AnyChannelKind, type ChannelRegistry, type Sealer, SealKeyError } from '@goodshunter/channels';
import { type Database, isDatabaseUnavailable, type Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { Pause, sleep, waitAtMost } from '@goodshunter/waiting';
import type { SchedulerMetrics } from '../metrics.js';
import { claimGates, holdDestination, releaseGate, setDestination } from '../store/outbox/claim-gates.js';
import type { ClaimedGate } from '../store/outbox/claimed-gate.js';
import { markFailed, markSent, markUntried } from '../store/outbox/finish-deliveries.js';
import { MERGE_WINDOW_MS } from '../store/outbox/insert-notices.js';
import { ringGates } from '../store/outbox/ring-gates.js';
import { switchChannelOff } from '../store/outbox/switch-channel-off.js';
import { tellElsewhere } from '../store/outbox/tell-elsewhere.js';
import { hashDestination } from './hash-destination.js';
import { RETRY_RULES, type RetryRules, retryDelayMs } from './retry-delay.js';
import { type Served, serveGate } from './serve-gate.js';
import { Sweep } from './sweep.js';
import { type TellingLinks, toTelling } from './to-telling.js';

export interface OutboxOptions {
  db: Database;
  kinds: ChannelRegistry;
  sealer: Sealer;
  /** Where messages to this channel lead. */
  links?: (gate: Pick<ClaimedGate, 'userId' | 'channelId'>) => TellingLinks;
  metrics: SchedulerMetrics;
  log: Logger;
  owner: string;
  /** Pause after a look that found nothing more, in ms. */
  tickMs: number;
  /** How often it looks for what nobody rang for, in ms. @default 10000 */
  sweepMs?: number;
  /** A sender silent for this long is dead, and its messages go out again, in ms. @default 30000 */
  leaseMs?: number;
  /** Longest attempt, in ms. @default 10000 */
  deadlineMs?: number;
  /** What could not be told for this long is given up, in ms. @default 259200000 (3 days) */
  maxAgeMs?: number;
  retry?: RetryRules;
}

/** Destinations served at once; those that take longer than `SLOW_MS` do not count among them. */
const CONCURRENCY = 32;
/** Destinations served at once, slow ones included. */
const MOST = 512;
/** Destinations served at once that have never taken anything, or failed last time; those that take longer than `SLOW_MS` do not count here either. */
const PROBES = 16;
/** Of these, slow ones included: the rest of `MOST` is for destinations that take messages. */
const MOST_PROBES = 384;
/** Claimed at once of these: those that take messages are looked at again in between. */
const PROBES_PER_CLAIM = 4;
const SLOW_MS = 150;
const GATES_PER_CLAIM = 16;
/** Clocks and timers are not alike to the millisecond: a little late finds what is due, a little early waits for a tick more. */
const WAKE_MARGIN_MS = 20;

/**
 * Drains the outbox: one gate for each destination, shared by all replicas. A destination that hangs holds nobody's place, and one that
 * fails is asked ever more rarely, with one message.
 */
export class Outbox {
  readonly #options: Required<OutboxOptions>;
  readonly #stop = new AbortController();
  readonly #pause = new Pause(this.#stop.signal);
  readonly #underWay = new Set<Promise<void>>();
  readonly #rung = new Set<number>();
  readonly #sweep: Sweep;
  #quick = 0;
  #probes = 0;
  #quickProbes = 0;
  #looping: Promise<void> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = {
      sweepMs: 10_000,
      leaseMs: 30_000,
      deadlineMs: 10_000,
      maxAgeMs: 3 * 86_400_000,
      retry: RETRY_RULES,
      links: () => ({ publicUrl: null }),
      ...options,
    };
    const { db, log, sweepMs, maxAgeMs } = this.#options;
    const onNews = (userIds: readonly number[]) => this.nudge(...userIds);
    this.#sweep = new Sweep({ db, log, sweepMs, maxAgeMs, stop: this.#stop.signal, onNews });
  }

  start(): void {
    this.#looping ??= this.#loop();
  }

  /** There is something to tell by channels of these people: looks now instead of at the next sweep. */
  nudge(...userIds: readonly number[]): void {
    for (const userId of userIds) this.#rung.add(userId);
    this.#pause.wake();
  }

  /** Claims nothing more, and waits at most `timeoutMs` for what is under way; what is left goes out after its lease, with the same id. */
  async close({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    this.#stop.abort();
    await this.#looping;
    await this.#sweep.close();
    await waitAtMost(Promise.all(this.#underWay), timeoutMs);
  }

  async #loop(): Promise<void> {
    const { tickMs, log } = this.#options;
    while (!this.#stop.signal.aborted) {
      let hasMore = false;
      try {
        await this.#ring();
        // Those that take messages first, by a claim of their own: what the others hold need not be read before.
        hasMore = await this.#claim('proven', this.#room());
        if (!hasMore) hasMore = await this.#claim('others', Math.min(this.#room(), this.#probeRoom()));
      } catch (error) {
        if (!isDatabaseUnavailable(error)) log.error('outbox not read', { error });
      }
      if (!hasMore) await this.#pause.wait(tickMs);
    }
  }

  async #ring(): Promise<void> {
    const { db } = this.#options;
    await this.#sweep.sweepWhenDue();
    if (this.#rung.size === 0) return;
    const userIds = [...this.#rung];
    this.#rung.clear();
    try {
      await ringGates(db.sql, userIds);
      this.#wakeIn(MERGE_WINDOW_MS);
    } catch (error) {
      for (const userId of userIds) this.#rung.add(userId);
      throw error;
    }
  }

  /** Something falls due then, maybe long before the next tick. */
  #wakeIn(ms: number): void {
    setTimeout(() => this.#pause.wake(), ms + WAKE_MARGIN_MS).unref();
  }

  #room(): number {
    return Math.min(GATES_PER_CLAIM, CONCURRENCY - this.#quick, MOST - this.#underWay.size);
  }

  #probeRoom(): number {
    return Math.min(PROBES_PER_CLAIM, PROBES - this.#quickProbes, MOST_PROBES - this.#probes);
  }

  /** True: there may be more of them. */
  async #claim(which: 'proven' | 'others', limit: number): Promise<boolean> {
    if (limit <= 0) return false;
    const { db, owner, leaseMs, kinds } = this.#options;
    const gates = await claimGates(db, { owner, leaseMs, limit, which, kinds });
    for (const gate of gates) this.#begin(gate);
    return gates.length === limit;
  }

  #begin(gate: ClaimedGate): void {
    const isProbe = gate.failures > 0 || !gate.isProven;
    this.#quick += 1;
    if (isProbe) {
      this.#probes += 1;
      this.#quickProbes += 1;
    }
    let isQuick = true;
    const leaveQuick = () => {
      if (!isQuick) return;
      isQuick = false;
      this.#quick -= 1;
      if (isProbe) this.#quickProbes -= 1;
      this.#pause.wake();
    };
    // A destination that makes us wait must not make the others wait.
    const timer = setTimeout(leaveQuick, SLOW_MS);
    const serving = this.#serve(gate)
      .catch((error: unknown) =>
        // Its lease ends, and it goes out again.
        this.#options.log.warn('messages left to their lease', { channelId: gate.channelId, error }),
      )
      .finally(() => {
        clearTimeout(timer);
        this.#underWay.delete(serving);
        if (isProbe) this.#probes -= 1;
        leaveQuick();
      });
    this.#underWay.add(serving);
  }

  async #serve(gate: ClaimedGate): Promise<void> {
    const startedAt = performance.now();
    const { db, kinds, log, retry, maxAgeMs, deadlineMs, sealer } = this.#options;
    const kind = kinds.get(gate.kind);
    if (kind === undefined || gate.deliveries.length === 0) {
      await releaseGate(db.sql, gate, undefined);
      return;
    }
    const channelLog = log.child({ channelId: gate.channelId, kind: gate.kind });
    const links = this.#options.links(gate);
    const config = openConfig(sealer, kind, gate.config);
    if (config instanceof SealKeyError) {
      // The key may come back, so it is asked again.
      const openInMs = retryDelayMs(gate.failures + 1, 0, { ...retry, maxAttempts: Number.MAX_SAFE_INTEGER }) ?? 0;
      const ids = gate.deliveries.map(({ id }) => id);
      await markUntried(db.sql, ids);
      await releaseGate(db.sql, gate, { state: 'retrying', openInMs, error: config.message });
      return;
    }
    const served = await serveGate({
      kind,
      gate: { ...gate, config },
      toTelling: (delivery) => toTelling(delivery, gate, links),
      deadlineMs,
      retry,
      maxAgeMs,
      stop: this.#stop.signal,
      onAnswer: (delivery, answer) => {
        const { messageId, attempt, content, ageMs } = delivery;
        const { taskId, correlationId } = content.entries[0]?.news ?? {};
        const facts = { messageId, taskId, correlationId, attempt };
        if (answer.status === 'sent') {
          // What was held for its hour is not late.
          if (content.held === null) {
            this.#options.metrics.notificationDelay.observe((ageMs + performance.now() - startedAt) / 1000);
          }
          channelLog.info('message sent', facts);
        } else channelLog.info('message not taken', { ...facts, class: answer.status, reason: answer.message });
      },
    });
    await this.#finish(gate, served);
  }

  async #finish(gate: ClaimedGate, served: Served): Promise<void> {
    const { db, metrics, log, kinds, tickMs } = this.#options;
    const { sent, failed, untried, outcome, waitMs, ended } = served;
    const label = { channel: gate.kind };
    metrics.notifications.inc({ ...label, outcome: 'sent' }, sent.ids.length);
    const notTaken = groupAlike(failed);
    const write = async (sql: Sql) => {
      await markSent(sql, sent.ids, sent.answer);
      for (const { ids, answer, ...how } of notTaken) await markFailed(sql, ids, answer, how);
      await markUntried(sql, untried);
    };
    await untilAnswered(() => db.transaction(write), this.#stop.signal);
    for (const { ids, answer, isGivenUp } of notTaken) {
      metrics.notifications.inc({ ...label, outcome: isGivenUp ? 'failed' : 'retry' }, ids.length);
      if (isGivenUp) log.warn('message given up', { channelId: gate.channelId, deliveryIds: ids, reason: answer });
    }
    if (waitMs !== undefined) {
      const destination = hashDestination(gate.kind, kinds.get(gate.kind)?.destinationOf(gate.config) ?? '');
      await setDestination(db.sql, gate.channelId, destination);
      await holdDestination(db.sql, destination, waitMs);
    }
    if (ended?.status === 'dead') await switchChannelOff(db.sql, gate.channelId);
    if (ended !== undefined) {
      await tellElsewhere(db.sql, gate, ended.message);
      this.nudge(gate.userId);
      log.warn('channel takes nothing any more', {
        channelId: gate.channelId,
        class: ended.status,
        reason: ended.message,
      });
    }
    const isMine = await untilAnswered(() => releaseGate(db.sql, gate, outcome), this.#stop.signal);
    if (outcome !== undefined && outcome.openInMs > 0 && outcome.openInMs < tickMs) this.#wakeIn(outcome.openInMs);
    if (!isMine && sent.ids.length > 0) log.warn('messages may have been sent twice', { channelId: gate.channelId });
  }
}

/** What failed in one way is written down by one statement. */
function groupAlike(
  failed: Served['failed'],
): { ids: number[]; answer: string; isGivenUp: boolean; isSpent: boolean }[] {
  const groups = new Map<string, { ids: number[]; answer: string; isGivenUp: boolean; isSpent: boolean }>();
  for (const { id, ...how } of failed) {
    const key = JSON.stringify(how);
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { ids: [id], ...how });
  }
  return [...groups.values()];
}

function openConfig(sealer: Sealer, { secretFields }: AnyChannelKind, config: unknown): object | SealKeyError {
  try {
    return sealer.open(config as Record<string, unknown>, secretFields);
  } catch (error) {
    if (error instanceof SealKeyError) return error;
    throw error;
  }
}

/** The messages are out: while the database is away, keep trying to write that down rather than send them again. */
async function untilAnswered<T>(write: () => Promise<T>, stop: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || stop.aborted || tries >= 20) throw error;
      await sleep(250, stop);
    }
  }
}
