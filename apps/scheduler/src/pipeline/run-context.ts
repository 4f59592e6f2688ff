import type { QueueMode } from '@goodshunter/contracts/api';
import type { SourceCredentials } from '@goodshunter/contracts/sources';
import type { Database } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { CrawlerPool, CrawlSlot } from '../crawlers/crawler-pool.js';
import type { HostBudget } from '../hosts/host-budget.js';
import type { RunOutcomeLabel, SchedulerMetrics } from '../metrics.js';
import type { CrawlSharing } from '../sharing/crawl-sharing.js';
import type { ClaimedTask } from '../store/tasks/read-claimed-task.js';
import type { RunClaim } from '../store/tasks/run-claim.js';
import type { RunningTasks } from './running-tasks.js';

export interface RunTaskDeps {
  db: Database;
  crawlers: Pick<CrawlerPool, 'acquire'>;
  hosts: Pick<HostBudget, 'take'>;
  sharing: Pick<CrawlSharing, 'crawl'>;
  running: RunningTasks;
  metrics: SchedulerMetrics;
  log: Logger;
  /** Told after a commit that put messages into the outbox: whose channels they are for. */
  onOutbox?: (userIds: readonly number[]) => void;
  /** Told when the database does not take a result, which is kept and tried again. */
  onDatabaseTrouble?: (error: unknown) => void;
  options: RunOptions;
}

export interface RunOptions {
  /** This process, as leases and run rows name it. */
  worker: string;
  /** How long a claim lasts, in ms; extended while the run goes on. */
  claimLeaseMs: number;
  /** Longest crawl, in ms. */
  crawlDeadlineMs: number;
  /** Most requests that one crawl may send to a shop. */
  maxRequests: number;
  /** How much older than its due time the crawl may be that a run shares with others, in ms. */
  crawlShareMs: number;
  /** Keys of official APIs: they go along with the crawls that need them. @default none */
  credentials?: SourceCredentials | undefined;
  /** Claims that may come to no end before the task is parked. */
  maxAttempts: number;
  /** How long a parked task rests, in ms. */
  parkMs: number;
  /** Failures in a row that make a task unhealthy. */
  unhealthyAfter: number;
  /** Longest wait for a crawler's slot before the source is told to slow down, in ms. */
  slotWaitMs: number;
}

/** One turn to take: a task to claim, or one that polling has claimed already. */
export interface Turn {
  taskId: number;
  mode: QueueMode;
  claim?: RunClaim;
  /** A crawler's slot that its source took before the claim. The source gives it back. */
  slot?: CrawlSlot;
  /** From the entry; else the task's own. */
  correlationId?: string;
}

export type RunOutcome =
  /** Saved: all effects are stored. */
  | { status: 'saved' }
  /** A typed failure was stored. */
  | { status: 'failed' }
  /** Not due: paused, running elsewhere, or done. */
  | { status: 'not_due' }
  /** The claim was lost on the way; nothing is stored. The task may be due again at once. */
  | { status: 'fenced' }
  /** Given back unspent: no crawler is free. Worth another try after `retryInMs`. */
  | { status: 'busy'; retryInMs: number }
  /** Given back, due later: its host asks for patience, it was told to stop, or its crawler broke. */
  | { status: 'released' }
  /** Put aside, as its runs never end. */
  | { status: 'parked'; reason: string };

/** One run on its way: what its steps share. */
export interface RunContext {
  deps: RunTaskDeps;
  /** Names the task and the run. */
  log: Logger;
  claim: RunClaim;
  task: ClaimedTask;
  correlationId: string;
}

/** How a claimed run ended, for its source and for the metrics. */
export interface Ending {
  outcome: RunOutcome;
  label: RunOutcomeLabel;
}

export const FENCED: Ending = { outcome: { status: 'fenced' }, label: 'fenced' };
export const RELEASED: Ending = { outcome: { status: 'released' }, label: 'released' };
