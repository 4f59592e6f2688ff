import { countDue } from '../store/housekeeping/read-counts.js';
import { createPolling } from './create-polling.js';
import type { ModeDeps, RunningMode } from './mode.js';

const MOST_COUNTED = 10_000;

/** The queue is switched off: due tasks come from the database, and nothing here knows of Redis. */
export async function runPollingMode(deps: ModeDeps): Promise<RunningMode> {
  const { db, board, metrics, log } = deps;
  const source = createPolling(deps);
  log.info('task producer initialized', { stream: null, enabled: false });
  await source.start();
  board.set('db_polling', 'the queue is switched off', 'queue_off');
  return {
    pause: source.pause,
    resume: source.resume,
    redisTrouble: () => undefined,
    async sample() {
      const due = await countDue(db.sql, MOST_COUNTED);
      metrics.queueLag.set(due);
      return { length: null, pending: null, lag: due, consumers: null };
    },
    close: source.close,
  };
}
