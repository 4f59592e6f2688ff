import { type FakeCrawler, type MariadbServer, type RedisServer, startMariadb, startRedis } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Scheduler } from '../../src/scheduler.js';
import type { SchedulerOptions } from '../../src/scheduler-options.js';
import type { RecordingLog } from './recording-log.js';
import type { SchedulerProcess } from './scheduler-process.js';
import { openSchedulerRig, type SchedulerRig } from './scheduler-rig.js';
import type { TestDatabase } from './test-database.js';

type Mode = 'stream' | 'poll';

export interface UsedSchedulerRig {
  /** One for all tests of the file, emptied before each. */
  readonly redis: RedisServer;
  /** The file's own, see `ownServer`. */
  readonly mariadb: MariadbServer;
  /** New for each test, as are crawler and log. */
  readonly database: TestDatabase;
  readonly crawler: FakeCrawler;
  /** Of all schedulers in this process. */
  readonly log: RecordingLog;
  start(mode: Mode, more?: Partial<SchedulerOptions>): Promise<Scheduler>;
  startProcess(mode: Mode, env?: Record<string, string>): Promise<SchedulerProcess>;
  /** What the scheduler answers over HTTP; `json` where it is that. */
  get(scheduler: Scheduler, path: string): Promise<{ status: number; body: string; json: Record<string, unknown> }>;
}

/**
 * What tests of whole schedulers stand on; in stream mode they share the file's Redis, in polling mode they have none.
 * @param options.ownServer a MariaDB for this file alone, which tests may break; it takes writes again after each. @default false
 */
export function useSchedulerRig({ ownServer = false } = {}): UsedSchedulerRig {
  let redis: RedisServer;
  let mariadb: MariadbServer | undefined;
  let rig: SchedulerRig;
  beforeAll(async () => {
    [redis, mariadb] = await Promise.all([startRedis({ password: 'secret' }), ownServer ? startMariadb() : undefined]);
  });
  afterAll(async () => {
    await mariadb?.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    await redis.client().flushall();
    rig = await openSchedulerRig(mariadb);
  });
  afterEach(async () => {
    await mariadb?.setReadOnly(false);
    await rig.close();
  });
  const queueOf = (mode: Mode) => (mode === 'stream' ? redis : undefined);
  return {
    get redis() {
      return redis;
    },
    get mariadb() {
      if (mariadb === undefined)
        throw new Error('this file has no server of its own: useSchedulerRig({ ownServer: true })');
      return mariadb;
    },
    get database() {
      return rig.database;
    },
    get crawler() {
      return rig.crawler;
    },
    get log() {
      return rig.log;
    },
    start: (mode, more) => rig.start(queueOf(mode), more),
    startProcess: (mode, env) => rig.startProcess(queueOf(mode), env),
    async get(scheduler, path) {
      const response = await fetch(`http://127.0.0.1:${scheduler.port}${path}`);
      const body = await response.text();
      return { status: response.status, body, json: body.startsWith('{') ? JSON.parse(body) : {} };
    },
  };
}
