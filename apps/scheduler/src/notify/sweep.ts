import { type Database, isDatabaseUnavailable } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { expireNotices } from '../store/outbox/expire-notices.js';
import { moveOldNotifications } from '../store/outbox/move-old-notifications.js';
import { ringGates } from '../store/outbox/ring-gates.js';
import { tellNothing } from '../store/outbox/tell-nothing.js';

export interface SweepOptions {
  db: Database;
  log: Logger;
  /** How often, in ms. */
  sweepMs: number;
  /** What could not be told for this long is given up, in ms. */
  maxAgeMs: number;
  stop: AbortSignal;
  /** These people's gates have something to send now. */
  onNews: (userIds: readonly number[]) => void;
}

const EXPIRE_EVERY_MS = 600_000;

/** What is done now and then beside sending: finding what nobody rang for, giving up what waited too long, digests that are due even of nothing. */
export class Sweep {
  readonly #options: SweepOptions;
  #sweptAt = Number.NEGATIVE_INFINITY;
  #expiredAt = Number.NEGATIVE_INFINITY;
  #sayingNothing: Promise<void> | undefined;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  /** @throws {DatabaseUnavailableError} and is due again at once */
  async sweepWhenDue(): Promise<void> {
    const { db, sweepMs, maxAgeMs, log, stop } = this.#options;
    if (performance.now() - this.#sweptAt < sweepMs) return;
    await moveOldNotifications(db, stop);
    await ringGates(db.sql);
    // Nobody's news waits for it.
    this.#sayingNothing ??= this.#sayNothing().finally(() => {
      this.#sayingNothing = undefined;
    });
    this.#sweptAt = performance.now();
    if (performance.now() - this.#expiredAt < EXPIRE_EVERY_MS) return;
    this.#expiredAt = performance.now();
    const expired = await expireNotices(db.sql, maxAgeMs, stop);
    if (expired > 0) log.warn('news given up that waited too long', { expired });
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#sayingNothing;
  }

  /** Never rejects: what was not said is said by the next sweep. */
  async #sayNothing(): Promise<void> {
    const { db, log, stop, onNews } = this.#options;
    try {
      for (let hasMore = true; hasMore && !stop.aborted; ) {
        const said = await tellNothing(db);
        if (said.userIds.length > 0) onNews(said.userIds);
        hasMore = said.hasMore;
      }
    } catch (error) {
      if (!isDatabaseUnavailable(error)) log.error('digests of nothing not made', { error });
    }
  }
}
