import type { Database } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { Pause, waitAtMost } from '@goodshunter/waiting';
import type { CrawlerPool, CrawlSlot } from '../crawlers/crawler-pool.js';
import type { Turn } from '../pipeline/run-context.js';
import type { WorkerPool } from '../pipeline/worker-pool.js';
import { claimDueRuns } from '../store/tasks/claim-due-runs.js';
import type { RunClaim } from '../store/tasks/run-claim.js';
import type { ClosedSource, TaskSource } from './task-source.js';

export interface PollSourceOptions {
  db: Database;
  crawlers: Pick<CrawlerPool, 'acquire'>;
  pool: WorkerPool;
  /** Takes one turn and never rejects. `cancel` aborts at the end of the grace period. */
  run: (turn: Turn, cancel: AbortSignal) => Promise<void>;
  log: Logger;
  /** Pause after a look that found less than there was room for, in ms. */
  tickMs: number;
  /** Named in the leases of what is claimed. */
  worker: string;
  claimLeaseMs: number;
  /** Told when a look failed. */
  onError: (error: unknown) => void;
  /** Told how many were due and taken. */
  onPoll?: (taken: number) => void;
}

/** Most tasks that one look claims: its transaction stays short. */
const LARGEST_CLAIM = 50;

interface Place {
  slot: CrawlSlot;
  leave: () => void;
}

/** Work from the database: claims due tasks for as many places as are free, worker and crawler both, and looks again. */
export function createPollSource(options: PollSourceOptions): TaskSource {
  const { db, crawlers, pool, run, log, tickMs, worker, claimLeaseMs } = options;
  const stop = new AbortController();
  const cancel = new AbortController();
  const pause = new Pause(stop.signal);
  const inHand = new Set<Promise<void>>();
  let isPaused = false;
  let finished = 0;
  let looping: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (!stop.signal.aborted) {
      if (isPaused) {
        await pause.wait(60_000);
        continue;
      }
      await pool.whenFree(stop.signal);
      let hasMore = false;
      try {
        hasMore = await look();
      } catch (error) {
        options.onError(error);
      }
      if (!hasMore) await pause.wait(tickMs);
    }
  }

  /** Claims what there is room for. True: there may be more due, and another look is worth it at once. */
  async function look(): Promise<boolean> {
    const places = await takePlaces();
    let claims: RunClaim[] = [];
    try {
      if (places.length > 0 && !isPaused && !stop.signal.aborted) {
        claims = await claimDueRuns(db, places.length, { owner: worker, leaseMs: claimLeaseMs });
        options.onPoll?.(claims.length);
      }
    } finally {
      for (const { slot, leave } of places.slice(claims.length)) {
        slot.release();
        leave();
      }
    }
    claims.forEach((claim, index) => {
      const place = places[index];
      if (place) begin(claim, place);
    });
    return places.length > 0 && claims.length === places.length;
  }

  /** Places before claims: what is claimed can begin at once. Waits for the first crawler's slot at most a tick. */
  async function takePlaces(): Promise<Place[]> {
    const places: Place[] = [];
    while (places.length < LARGEST_CLAIM) {
      const leave = pool.tryEnter();
      if (leave === undefined) break;
      const slot = await crawlers.acquire({ waitMs: places.length === 0 ? tickMs : 0, signal: stop.signal });
      if (slot === undefined) {
        leave();
        break;
      }
      places.push({ slot, leave });
    }
    return places;
  }

  function begin(claim: RunClaim, { slot, leave }: Place): void {
    const turn = run({ taskId: claim.taskId, mode: 'db_polling', claim, slot }, cancel.signal)
      .catch((error: unknown) => log.error('polled turn failed', { taskId: claim.taskId, error }))
      .finally(() => {
        finished += 1;
        slot.release();
        leave();
        inHand.delete(turn);
      });
    inHand.add(turn);
  }

  return {
    async start() {
      looping ??= loop();
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      pause.wake();
    },
    async close({ timeoutMs }): Promise<ClosedSource> {
      stop.abort();
      await looping;
      const finishedBefore = finished;
      await waitAtMost(Promise.all(inHand), timeoutMs);
      const left = inHand.size;
      cancel.abort();
      await Promise.all(inHand);
      return { finished: finished - finishedBefore - left, handedBack: left };
    },
  };
}
