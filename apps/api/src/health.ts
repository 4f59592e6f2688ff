import type { Health } from '@goodshunter/contracts/api';
import { type Database, findUnavailableReason, UNAVAILABLE_WORDS } from '@goodshunter/db';
import type { WriteProbe } from '@goodshunter/taskqueue';

export interface HealthChecksOptions {
  database: Pick<Database, 'ping' | 'findWriteTrouble'>;
  /** Absent: the queue is switched off, and Redis is nobody's concern. */
  probe?: Pick<WriteProbe, 'check'> | undefined;
  /** Why nobody does the work, in words; undefined: somebody does. */
  workTrouble?: () => string | undefined;
}

export interface HealthChecks {
  /**
   * Down without the database. Degraded, which still is ready, while Redis or the database takes no writes, the database has no room for
   * us, or nobody does the work. Looks at once share one look.
   */
  check(): Promise<Health>;
}

/** PING is not enough: with a full disk Redis answers it and refuses every write, and so does a read-only database; so both are written to. */
export function createHealthChecks({ database, probe, workTrouble }: HealthChecksOptions): HealthChecks {
  let underWay: Promise<Health> | undefined;

  async function look(): Promise<Health> {
    const [silence, refusal, redis] = await Promise.all([
      database.ping().then(
        () => undefined,
        (error: unknown) => findUnavailableReason(error) ?? 'away',
      ),
      database.findWriteTrouble(),
      probe?.check(),
    ]);
    // One that has no room for us is there: all replicas would be taken out at once for what passes by itself.
    const isBusy = silence === 'busy';
    const redisState = redis && redis.status !== 'ok' ? { redis: redis.reason } : {};
    if (silence !== undefined && !isBusy) {
      return { status: 'down', database: 'the database does not answer', ...redisState };
    }
    const reason = isBusy ? silence : refusal;
    const work = workTrouble?.();
    const trouble = {
      ...redisState,
      ...(reason === undefined ? {} : { database: UNAVAILABLE_WORDS[reason] }),
      ...(work === undefined ? {} : { work }),
    };
    return { status: Object.keys(trouble).length === 0 ? 'ok' : 'degraded', ...trouble };
  }

  return {
    check() {
      underWay ??= look().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}
