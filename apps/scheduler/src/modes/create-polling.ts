import { isDatabaseUnavailable, isTemporary } from '@goodshunter/db';
import { createPollSource } from '../intake/poll-source.js';
import type { TaskSource } from '../intake/task-source.js';
import type { Turn } from '../pipeline/run-context.js';
import { runTask } from '../pipeline/run-task.js';
import { claimLeaseMs } from '../scheduler-options.js';
import type { ModeDeps } from './mode.js';

/** The database as a source of turns, for polling mode and for Streams mode while Redis is away. */
export function createPolling({ db, crawlers, pool, gate, run, metrics, log, worker, options }: ModeDeps): TaskSource {
  const onError = (error: unknown) => {
    if (isDatabaseUnavailable(error)) gate.reportAway(error);
    else if (!isTemporary(error)) log.error('polling failed', { error });
  };
  return createPollSource({
    db,
    crawlers,
    pool,
    log,
    worker,
    onError,
    tickMs: options.tickMs,
    claimLeaseMs: claimLeaseMs(options),
    onPoll: (taken) => metrics.tasksDue.set(taken),
    async run(turn: Turn, cancel: AbortSignal) {
      try {
        await runTask(run, turn, cancel);
      } catch (error) {
        // What was claimed is due again at the end of its lease.
        onError(error);
      }
    },
  });
}
