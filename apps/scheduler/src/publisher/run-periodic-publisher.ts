import { type Database, isDatabaseUnavailable, isTemporary } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { type Inspector, type Producer, QueueUnavailableError } from '@goodshunter/taskqueue';
import { Pause } from '@goodshunter/waiting';
import type { SchedulerMetrics } from '../metrics.js';
import { dropLease, holdLease } from '../store/housekeeping/named-lease.js';
import { type Published, publishPeriodicTasks } from './publish-periodic-tasks.js';

export interface PublisherOptions {
  db: Database;
  producer: Producer;
  inspector: Inspector;
  metrics: SchedulerMetrics;
  log: Logger;
  /** This process, as the lease names it. */
  owner: string;
  /** Longest pause between two sweeps, in ms; the lease is renewed at least each second. */
  tickMs: number;
  /** Due tasks that one sweep is to find: while more fall due in a tick, sweeps come sooner, at most ten in a tick. @default 16 */
  portion?: number;
  /** Most entries that may wait in the stream. */
  announceAhead: number;
  /** Whether Redis takes announcements. While it does not, another replica may publish. */
  isUsable: () => boolean;
  /** Told when a sweep found Redis in trouble. */
  onTrouble: () => void;
  /** Told when the database was away, or took no writes; that is for others to log. */
  onDatabaseTrouble: (error: unknown) => void;
  /** Ends the publisher. */
  stop: AbortSignal;
}

const LEASE_NAME = 'publisher';
const LEASE_MS = 2500;
const LONGEST_PAUSE_MS = 1000;
/** Pause between two looks at a stream that is more than half full, in ms. */
const FULL_PAUSE_MS = 50;
const MOST_SWEEPS_PER_TICK = 10;

/**
 * Announces due tasks, tick by tick, while this process holds the publisher lease: one replica at a time, and another within some
 * three seconds when it dies. A leader that was paused and still believes in its lease does no harm, as announcing is idempotent.
 * Resolves when `stop` aborts; never rejects.
 */
export async function runPeriodicPublisher(options: PublisherOptions): Promise<void> {
  const { db, metrics, log, owner, tickMs, portion = 16, isUsable, stop } = options;
  const pause = new Pause(stop);
  const renewEveryMs = Math.min(tickMs, LONGEST_PAUSE_MS);
  let isLeader = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let sweptAt = Number.NEGATIVE_INFINITY;
  let sweepEveryMs = tickMs;

  const setLeader = (value: boolean) => {
    if (isLeader !== value) log.info(value ? 'publisher lease taken' : 'publisher lease given up', { owner });
    isLeader = value;
    metrics.isLeader.set(value ? 1 : 0);
  };
  const step = async () => {
    if (!isUsable()) {
      if (isLeader) await dropLease(db.sql, LEASE_NAME, owner);
      setLeader(false);
      return;
    }
    if (!isLeader || performance.now() - renewedAt >= renewEveryMs - 5) {
      renewedAt = performance.now();
      setLeader(await holdLease(db.sql, LEASE_NAME, owner, LEASE_MS));
    }
    if (!isLeader || performance.now() - sweptAt < sweepEveryMs - 5) return;
    sweptAt = performance.now();
    const added = await sweepUntilQuiet(options, pause);
    sweepEveryMs = nextPauseMs({ pauseMs: sweepEveryMs, added, portion, tickMs });
  };

  while (!stop.aborted) {
    const startedAt = performance.now();
    try {
      await step();
    } catch (error) {
      setLeader(false);
      metrics.announced.inc({ outcome: 'failed' });
      if (isDatabaseUnavailable(error)) options.onDatabaseTrouble(error);
      else if (!isTemporary(error)) log.warn('announcing due tasks failed', { error });
      if (error instanceof QueueUnavailableError) options.onTrouble();
    }
    const tookMs = performance.now() - startedAt;
    await pause.wait(Math.max(1, Math.min(isLeader ? sweepEveryMs : tickMs, LONGEST_PAUSE_MS) - tookMs));
  }
  if (isLeader) await dropLease(db.sql, LEASE_NAME, owner).catch(() => {});
  setLeader(false);
}

/**
 * The pause after which about `portion` tasks are due, going by how many were added after the last one: what falls due in a whole tick
 * would come in one burst, and a task that somebody has just created would wait behind it.
 */
export function nextPauseMs(last: { pauseMs: number; added: number; portion: number; tickMs: number }): number {
  const { pauseMs, added, portion, tickMs } = last;
  // One sweep that happens to find nothing does not lead back to a whole tick.
  const longestMs = Math.min(tickMs, pauseMs * 2);
  return Math.min(longestMs, Math.max(tickMs / MOST_SWEEPS_PER_TICK, (pauseMs * portion) / Math.max(1, added)));
}

/**
 * Sweeps, and sweeps again at once while the stream is below half and more is due; renews the lease on the way.
 * @returns how many tasks it announced
 */
async function sweepUntilQuiet(options: PublisherOptions, pause: Pause): Promise<number> {
  const { db, producer, inspector, metrics, announceAhead, owner, isUsable, stop } = options;
  const readWaiting = () => inspector.stats();
  let renewedAt = performance.now();
  let added = 0;
  for (;;) {
    const published: Published = await timed(metrics, () =>
      publishPeriodicTasks({ sql: db.sql, producer, readWaiting, announceAhead, stop }),
    );
    metrics.announced.inc({ outcome: 'added' }, published.added);
    metrics.announced.inc({ outcome: 'duplicate' }, published.duplicates);
    metrics.tasksDue.set(published.added + published.duplicates);
    added += published.added;
    if (!published.isMoreDue) return added;
    do {
      if (stop.aborted || !isUsable()) return added;
      if (performance.now() - renewedAt > LEASE_MS / 3) {
        if (!(await holdLease(db.sql, LEASE_NAME, owner, LEASE_MS))) return added;
        renewedAt = performance.now();
      }
      await pause.wait(FULL_PAUSE_MS);
    } while ((await readWaiting()).waiting * 2 >= announceAhead);
  }
}

async function timed<T>(metrics: SchedulerMetrics, work: () => Promise<T>): Promise<T> {
  const end = metrics.tickDuration.startTimer();
  try {
    return await work();
  } finally {
    end();
  }
}
