import type { Database } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { runLoop } from './loop.js';
import type { SchedulerMetrics } from './metrics.js';
import { dropLease, holdLease } from './store/housekeeping/named-lease.js';
import { pruneRows } from './store/housekeeping/prune-rows.js';
import { countOutbox, countTasks } from './store/housekeeping/read-counts.js';
import { sampleTelling } from './store/outbox/sample-telling.js';

export interface CaretakerOptions {
  db: Database;
  metrics: SchedulerMetrics;
  log: Logger;
  owner: string;
  retentionMs: number;
  /** How often it looks, in ms. @default 15000 */
  everyMs?: number;
  /** How often it prunes, in ms. @default 600000 */
  pruneEveryMs?: number;
  onError: (error: unknown) => void;
  stop: AbortSignal;
}

const LEASE_NAME = 'pruner';

/** What one replica does for all, in either mode: deletes old rows and counts tasks and messages. Resolves when `stop` aborts. */
export async function runCaretaker(options: CaretakerOptions): Promise<void> {
  const { db, metrics, log, owner, retentionMs, everyMs = 15_000, pruneEveryMs = 600_000, onError, stop } = options;
  let prunedAt = Number.NEGATIVE_INFINITY;
  let turns = 0;
  await runLoop(
    async () => {
      const isMine = await holdLease(db.sql, LEASE_NAME, owner, 3 * everyMs);
      if (!isMine) {
        metrics.tasks.set({ state: 'active' }, 0);
        metrics.tasks.set({ state: 'paused' }, 0);
        metrics.tasksUnhealthy.set(0);
        metrics.outboxPending.set(0);
        metrics.outboxOldest.reset();
        metrics.channelsFailing.reset();
        return;
      }
      metrics.outboxPending.set(await countOutbox(db.sql));
      const telling = await sampleTelling(db.sql);
      metrics.outboxOldest.reset();
      for (const [kind, seconds] of telling.oldest) metrics.outboxOldest.set({ channel: kind }, seconds);
      metrics.channelsFailing.reset();
      for (const { kind, state, count } of telling.failing)
        metrics.channelsFailing.set({ channel: kind, state }, count);
      if (turns++ % 2 === 0) {
        const counts = await countTasks(db.sql);
        metrics.tasks.set({ state: 'active' }, counts.active);
        metrics.tasks.set({ state: 'paused' }, counts.paused);
        metrics.tasksUnhealthy.set(counts.unhealthy);
      }
      if (performance.now() - prunedAt < pruneEveryMs) return;
      prunedAt = performance.now();
      const counts = await pruneRows(db.sql, retentionMs, stop);
      if (Object.values(counts).some((count) => count > 0)) log.info('old rows deleted', counts);
    },
    { everyMs, stop, onError },
  );
  await dropLease(db.sql, LEASE_NAME, owner).catch(() => {});
}
