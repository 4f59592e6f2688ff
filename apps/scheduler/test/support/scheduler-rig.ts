import { type FakeCrawler, fakeCrawler, type MariadbServer } from '@goodshunter/testing';
import { type Scheduler, startScheduler } from '../../src/scheduler.js';
import type { SchedulerOptions } from '../../src/scheduler-options.js';
import { type RecordingLog, recordingLog } from './recording-log.js';
import { type RedisAddress, schedulerOptions } from './scheduler-options.js';
import { type SchedulerProcess, startSchedulerProcess } from './scheduler-process.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

/** A database and a crawler of one test's own, and the schedulers it starts on them. */
export interface SchedulerRig {
  readonly database: TestDatabase;
  readonly crawler: FakeCrawler;
  /** Of all schedulers in this process. */
  readonly log: RecordingLog;
  /** A scheduler in this process. @param redis undefined: it polls */
  start(redis: RedisAddress | undefined, more?: Partial<SchedulerOptions>): Promise<Scheduler>;
  /** A scheduler as a process that can be killed. @param redis undefined: it polls */
  startProcess(redis: RedisAddress | undefined, env?: Record<string, string>): Promise<SchedulerProcess>;
  /** Ends the schedulers, processes by SIGKILL, and what they stand on. */
  close(): Promise<void>;
}

/** @param server @default the one that all tests share */
export async function openSchedulerRig(server?: Pick<MariadbServer, 'createDatabase'>): Promise<SchedulerRig> {
  const database = await openTestDatabase(10, server && (() => server.createDatabase()));
  const crawler = await fakeCrawler();
  const log = recordingLog();
  const closers: (() => Promise<unknown>)[] = [];
  const surroundings = (redis: RedisAddress | undefined) => ({ databaseUrl: database.url, crawlers: [crawler], redis });
  return {
    database,
    crawler,
    log,
    async start(redis, more) {
      const scheduler = await startScheduler(schedulerOptions(surroundings(redis), more), log);
      closers.push(() => scheduler.close());
      return scheduler;
    },
    async startProcess(redis, env) {
      const service = await startSchedulerProcess(surroundings(redis), env);
      closers.push(() => service.kill('SIGKILL'));
      return service;
    },
    async close() {
      await Promise.all(closers.map((close) => close()));
      await crawler.close();
      await database.close();
    },
  };
}
