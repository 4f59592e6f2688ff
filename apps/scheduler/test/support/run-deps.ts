import type { FakeCrawler } from '@goodshunter/testing';
import { CrawlerPool } from '../../src/crawlers/crawler-pool.js';
import { HostBudget } from '../../src/hosts/host-budget.js';
import { createMetrics } from '../../src/metrics.js';
import type { RunOptions, RunTaskDeps } from '../../src/pipeline/run-context.js';
import { RunningTasks } from '../../src/pipeline/running-tasks.js';
import { createCrawlSharing } from '../../src/sharing/crawl-sharing.js';
import { createRowsHostStore } from '../../src/store/hosts/rows-host-store.js';
import { type RecordingLog, recordingLog } from './recording-log.js';
import type { TestDatabase } from './test-database.js';

export interface TestRunDeps extends RunTaskDeps {
  crawlers: CrawlerPool;
  log: RecordingLog;
  close(): Promise<void>;
}

/** Everything `runTask` needs, on a test database and fake crawlers. */
export async function createRunDeps(
  { db }: Pick<TestDatabase, 'db'>,
  crawlers: readonly Pick<FakeCrawler, 'url'>[],
  more: Partial<RunOptions> = {},
): Promise<TestRunDeps> {
  const log = recordingLog();
  const pool = new CrawlerPool({ urls: crawlers.map(({ url }) => url), log, marginMs: 300 });
  await pool.start();
  const metrics = createMetrics('test');
  const hosts = new HostBudget({
    rates: { requestsPerSecond: 1000, burst: 1000 },
    rows: createRowsHostStore(db.sql),
    isRedisTrusted: () => false,
    isExempt: () => false,
    metrics,
    log,
    random: () => 0,
  });
  const options = {
    worker: 'worker-1',
    claimLeaseMs: 30_000,
    crawlDeadlineMs: 20_000,
    maxRequests: 5,
    // Tests tell crawls apart by their tasks.
    crawlShareMs: 0,
    maxAttempts: 3,
    parkMs: 6 * 3600 * 1000,
    unhealthyAfter: 3,
    slotWaitMs: 100,
    ...more,
  };
  const sharing = createCrawlSharing({
    isEnabled: options.crawlShareMs > 0,
    isRedisTrusted: () => false,
    log,
  });
  return {
    db,
    crawlers: pool,
    hosts,
    sharing,
    running: new RunningTasks(),
    metrics,
    log,
    options,
    async close() {
      await hosts.close();
      await pool.close();
    },
  };
}
