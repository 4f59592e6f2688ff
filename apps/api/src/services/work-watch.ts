import type { QueueStatus } from '@goodshunter/contracts/api';
import type { UnavailableReason } from '@goodshunter/db';
import type { QueueStats } from '@goodshunter/taskqueue';
import type { SchedulerRow } from '../store/read-schedulers.js';

/** What can be seen of the work at one moment. */
export interface WorkSight {
  /** Those that spoke lately. */
  schedulers: readonly Pick<SchedulerRow, 'mode' | 'silentMs'>[];
  /** Undefined: Redis is away, or not used. */
  stats: Pick<QueueStats, 'waiting' | 'consumers'> | undefined;
  /** While the database takes no writes, schedulers cannot say that they live. */
  writeTrouble: UnavailableReason | undefined;
}

export type WorkTroubleKind = 'no_scheduler' | 'nobody_reads';

export interface WorkTrouble {
  kind: WorkTroubleKind;
  /** For words in somebody's language. */
  code: NonNullable<QueueStatus['troubleCode']>;
  /** For people. */
  words: string;
}

/** A scheduler that restarts, or a read that is under way, is no news for so long. */
const PATIENCE_MS = 30_000;

/** Finds out that nobody does the work: no scheduler lives, or entries wait in the stream and none reads them. Says so after 30 s of it. */
export class WorkWatch {
  #livedAt: number;
  #readAt: number;
  #trouble: WorkTrouble | undefined;

  /** @param now ms of a monotonic clock: what was before is not known */
  constructor(now: number) {
    this.#livedAt = now;
    this.#readAt = now;
  }

  /** As of the last look. */
  get trouble(): WorkTrouble | undefined {
    return this.#trouble;
  }

  look({ schedulers, stats, writeTrouble }: WorkSight, now: number): void {
    const silentMs = Math.min(...schedulers.map(({ silentMs }) => silentMs));
    if (writeTrouble !== undefined) this.#livedAt = now;
    else if (schedulers.length > 0) this.#livedAt = Math.max(this.#livedAt, now - silentMs);
    const isRead = schedulers.some(({ mode }) => mode === 'redis_streams') && (stats?.consumers ?? 0) > 0;
    if (stats === undefined || stats.waiting === 0 || isRead) this.#readAt = now;
    this.#trouble = this.#judge(stats?.waiting ?? 0, schedulers.length, now);
  }

  #judge(waiting: number, living: number, now: number): WorkTrouble | undefined {
    if (now - this.#livedAt >= PATIENCE_MS) {
      return {
        kind: 'no_scheduler',
        code: 'no_scheduler',
        words: 'no scheduler lives: tasks are stored and announced, and nobody runs them',
      };
    }
    if (now - this.#readAt < PATIENCE_MS) return undefined;
    const entries = waiting === 1 ? '1 entry waits' : `${waiting} entries wait`;
    const why = living === 0 ? '' : ': the schedulers poll the database, which keeps the work going';
    const code = living === 0 ? 'nobody_reads' : 'nobody_reads_but_polls';
    return { kind: 'nobody_reads', code, words: `${entries} in the stream and no scheduler reads it${why}` };
  }
}
