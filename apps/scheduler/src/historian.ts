import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { runLoop } from './loop.js';
import { dropUnseenItems } from './store/housekeeping/drop-unseen-items.js';
import { forgetUnlisted } from './store/housekeeping/forget-unlisted.js';
import type { HistoryWork } from './store/housekeeping/history-work.js';
import { holdLease } from './store/housekeeping/named-lease.js';
import { pruneEvents } from './store/housekeeping/prune-events.js';
import { thinPrices } from './store/housekeeping/thin-prices.js';

/** How long history is kept, in ms; 0: for ever. */
export interface HistoryRetention {
  eventsMs: number;
  /** Every price; of older days the lowest and the last stay. */
  priceDetailMs: number;
  /** What a task remembers of a listing that its looks no longer show. */
  unlistedMs: number;
  /** A listing that no task remembers. */
  itemsMs: number;
}

export interface HistorianOptions {
  db: Database;
  log: Logger;
  owner: string;
  retention: HistoryRetention;
  /** How often it looks whether it is time, in ms. @default 60000 */
  everyMs?: number;
  /** From the end of one turn to the next, of all replicas together, in ms. @default 24 h */
  restMs?: number;
  /** Pause between two statements, in ms: all others go first. @default 20 */
  pauseMs?: number;
  onError: (error: unknown) => void;
  stop: AbortSignal;
}

const LEASE_NAME = 'historian';
const LEASE_MS = 60_000;
/** Who holds the lease while nobody works: until it ends, the history has been seen to. */
const RESTING = 'resting';

/**
 * Once a day one replica goes through the history and deletes what its time has passed for, in small statements. A turn that is broken off begins
 * again. Resolves when `stop` aborts.
 */
export async function runHistorian(options: HistorianOptions): Promise<void> {
  const { db, owner, everyMs = 60_000, restMs = 24 * 3_600_000, onError, stop } = options;
  await runLoop(
    async () => {
      if (!(await holdLease(db.sql, LEASE_NAME, owner, LEASE_MS))) return;
      if (await seeToHistory(options)) await rest(db.sql, owner, restMs);
    },
    { everyMs, stop, onError },
  );
}

/** False: it was broken off. */
async function seeToHistory({ db, log, owner, retention, pauseMs = 20, stop }: HistorianOptions): Promise<boolean> {
  let heldAt = performance.now();
  let isHeld = true;
  const goOn = async () => {
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted || !isHeld) return false;
    if (performance.now() - heldAt < LEASE_MS / 3) return true;
    isHeld = await holdLease(db.sql, LEASE_NAME, owner, LEASE_MS);
    heldAt = performance.now();
    return isHeld;
  };
  const work: HistoryWork = { sql: db.sql, goOn };
  const after = async (ageMs: number, act: (work: HistoryWork, ageMs: number) => Promise<number>) =>
    ageMs === 0 || !(await goOn()) ? 0 : act(work, ageMs);
  const startedAt = performance.now();
  const counts = {
    events: await after(retention.eventsMs, pruneEvents),
    unlisted: await after(retention.unlistedMs, forgetUnlisted),
    items: await after(retention.itemsMs, dropUnseenItems),
    pricePoints: await after(retention.priceDetailMs, thinPrices),
  };
  if (Object.values(counts).some((count) => count > 0)) {
    log.info('history thinned', { ...counts, tookMs: Math.round(performance.now() - startedAt) });
  }
  return isHeld && !stop.aborted;
}

async function rest(sql: Sql, owner: string, restMs: number): Promise<void> {
  await sql.execute(
    'UPDATE lease SET owner = ?, expires_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE name = ? AND owner = ?',
    [RESTING, restMs * 1000, LEASE_NAME, owner],
  );
}
