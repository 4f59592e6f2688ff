import type { Health } from '@goodshunter/contracts';
import type { Database } from '@goodshunter/db';
import type { WriteProbe } from '@goodshunter/taskqueue';

export interface HealthChecksOptions {
  database: Pick<Database, 'ping'>;
  /** Absent: the queue is switched off, and Redis is nobody's concern. */
  probe?: Pick<WriteProbe, 'check'> | undefined;
}

export interface HealthChecks {
  /** Down without the database, degraded while only Redis does not take writes. Looks at once share one look. */
  check(): Promise<Health>;
}

/** PING is not enough: with a full disk Redis answers it and refuses every write, so the probe writes. */
export function createHealthChecks({ database, probe }: HealthChecksOptions): HealthChecks {
  let underWay: Promise<Health> | undefined;

  async function look(): Promise<Health> {
    const [databaseError, redis] = await Promise.all([
      database.ping().then(
        () => undefined,
        () => 'the database does not answer',
      ),
      probe?.check(),
    ]);
    const redisState = redis && redis.status !== 'ok' ? { redis: redis.reason } : {};
    if (databaseError !== undefined) return { status: 'down', database: databaseError, ...redisState };
    return redisState.redis === undefined ? { status: 'ok' } : { status: 'degraded', ...redisState };
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
