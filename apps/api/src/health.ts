import type { Health } from '@goodshunter/contracts/api';
import { type Database, UNAVAILABLE_WORDS } from '@goodshunter/db';
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
   * Down without the database. Degraded, which still is ready, while Redis or the database takes no writes, or nobody does the work. Looks at
   * once share one look.
   */
  check(): Promise<Health>;
}

/** PING is not enough: with a full disk Redis answers it and refuses every write, and so does a read-only database; so both are written to. */
export function createHealthChecks({ database, probe, workTrouble }: HealthChecksOptions): HealthChecks {
  let underWay: Promise<Health> | undefined;

  async function look(): Promise<Health> {
    const [databaseError, refusal, redis] = await Promise.all([
      database.ping().then(
        () => undefined,
        () => 'the database does not answer',
      ),
      database.findWriteTrouble(),
      probe?.check(),
    ]);
    const redisState = redis && redis.status !== 'ok' ? { redis: redis.reason } : {};
    if (databaseError !== undefined) return { status: 'down', database: databaseError, ...redisState };
    const work = workTrouble?.();
    const trouble = {
      ...redisState,
      ...(refusal === undefined ? {} : { database: UNAVAILABLE_WORDS[refusal] }),
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
