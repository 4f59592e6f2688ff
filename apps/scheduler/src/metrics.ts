import { CHANNEL_KINDS } from '@goodshunter/channels';
import { EVENT_KINDS, FAILURE_KINDS, SOURCE_NAMES } from '@goodshunter/contracts/api';
import { createServiceMetrics } from '@goodshunter/service';
import { Counter, Gauge, Histogram } from 'prom-client';
import { SHARED_HOW } from './sharing/crawl-order.js';

const RUN_OUTCOMES = ['ok', ...FAILURE_KINDS, 'fenced', 'released', 'crashing', 'error'] as const;
export type RunOutcomeLabel = (typeof RUN_OUTCOMES)[number];
const MODES = ['redis_streams', 'db_polling'] as const;
const EVENTS = EVENT_KINDS;

export type SchedulerMetrics = ReturnType<typeof createMetrics>;

/** Everything the scheduler counts. Each series of a fixed label set is there from the start, so that `rate()` sees the first event. */
export function createMetrics(version: string) {
  const { registry, observeRequest } = createServiceMetrics(version);
  const registers = [registry];
  const counter = <Label extends string>(
    name: string,
    help: string,
    labels: Partial<Record<Label, readonly string[]>> = {},
  ) => {
    const labelNames = Object.keys(labels) as Label[];
    const metric = new Counter<Label>({ name: `goodshunter_${name}`, help, labelNames, registers });
    for (const values of combine(labels)) metric.inc(values, 0);
    return metric;
  };
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    labels: Partial<Record<Label, readonly string[]>> = {},
  ) => {
    const labelNames = Object.keys(labels) as Label[];
    const metric = new Gauge<Label>({ name: `goodshunter_${name}`, help, labelNames, registers });
    for (const values of combine(labels)) metric.set(values, 0);
    return metric;
  };
  const histogram = <Label extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labels: Partial<Record<Label, readonly string[]>> = {},
  ) => {
    const labelNames = Object.keys(labels) as Label[];
    const metric = new Histogram<Label>({ name: `goodshunter_${name}`, help, labelNames, buckets, registers });
    for (const values of combine(labels)) metric.zero(values);
    return metric;
  };

  const metrics = {
    registry,
    observeRequest,
    queueLength: gauge('queue_length', 'Entries in the stream, waiting and pending.'),
    queuePending: gauge('queue_pending', 'Entries delivered and not acknowledged.'),
    queueLag: gauge('queue_lag', 'Entries not yet delivered; in polling mode due tasks.'),
    queueConsumers: gauge('queue_consumers', 'Consumers of the group.'),
    queueOldestPending: gauge(
      'queue_oldest_pending_age_seconds',
      'Age of the oldest pending entry; 0 when there is none.',
    ),
    queueDeadLetters: gauge('queue_dead_letters', 'Entries in the dead-letter stream.'),
    queueUp: gauge('queue_up', 'Whether the last sample of Redis succeeded.'),
    redisUsedMemory: gauge('redis_used_memory_bytes', 'used_memory of INFO.'),
    redisMaxMemory: gauge('redis_max_memory_bytes', 'maxmemory of INFO; 0 means no limit.'),
    mode: gauge<'mode'>('scheduler_mode', '1 for the present mode.', { mode: MODES }),
    modeChanges: counter<'to'>('scheduler_mode_changes_total', 'Changes of mode.', { to: MODES }),
    isLeader: gauge('publisher_is_leader', 'Whether this replica holds the publisher lease.'),
    announced: counter<'outcome'>('publisher_announced_total', 'Due tasks announced.', {
      outcome: ['added', 'duplicate', 'failed'],
    }),
    tickDuration: histogram(
      'publisher_tick_duration_seconds',
      'Ticks of the publisher.',
      [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    ),
    tasksDue: gauge('tasks_due', 'Due tasks that the last tick or poll looked at.'),
    tasks: gauge<'state'>('tasks', 'Tasks, sampled by the publisher.', { state: ['active', 'paused'] }),
    tasksUnhealthy: gauge('tasks_unhealthy', 'Active tasks that do not work, sampled by the publisher.'),
    claims: counter<'outcome'>('claims_total', 'Claims of due tasks.', { outcome: ['won', 'lost'] }),
    fencedWrites: counter('fenced_writes_total', 'Saves and extensions refused by the token.'),
    runs: counter<'outcome' | 'mode'>('runs_total', 'Runs by how they ended.', { outcome: RUN_OUTCOMES, mode: MODES }),
    runDuration: histogram<'outcome'>(
      'run_duration_seconds',
      'From claim to commit.',
      [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      { outcome: ['ok', 'failed'] },
    ),
    startDelay: histogram(
      'run_start_delay_seconds',
      'From due to claim.',
      [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
    ),
    lastRunCompleted: gauge(
      'last_run_completed_timestamp_seconds',
      'When a run last ended well, or the process began.',
    ),
    entriesReclaimed: counter('entries_reclaimed_total', 'Entries taken over from dead workers.'),
    entriesBuried: counter('entries_buried_total', 'Entries moved to the dead letters.'),
    workers: gauge('workers', 'WORKER_POOL_SIZE.'),
    workersBusy: gauge('workers_busy', 'Runs under way.'),
    localQueueLength: gauge('local_queue_length', 'Entries in the memory queue.'),
    crawlersKnown: gauge<'state'>('crawlers_known', 'Addresses behind CRAWLER_URLS.', {
      state: ['healthy', 'resting'],
    }),
    crawlerCalls: counter<'outcome'>('crawler_calls_total', 'Calls of crawlers.', {
      outcome: ['ok', 'failure', 'busy', 'error'],
    }),
    crawlsShared: counter<'how'>('crawls_shared_total', 'Runs that took the answer of a crawl of another run.', {
      how: SHARED_HOW,
    }),
    hostTurns: counter<'outcome'>('host_turns_total', 'Runs that asked for requests to a host that has a budget.', {
      outcome: ['granted', 'refused'],
    }),
    hostRequests: counter<'outcome'>('host_requests_total', 'Requests granted to crawls, and given back unused.', {
      outcome: ['granted', 'returned'],
    }),
    hostSlowdowns: counter('host_slowdowns_total', 'Answers of hosts that halved their rate: 429, 503 and blocks.'),
    hostsSlowed: gauge('hosts_slowed', 'Hosts that are slowed or failing, as far as this process knows.'),
    events: counter<'kind'>('events_total', 'Events stored.', { kind: EVENTS }),
    itemsSeen: counter<'source'>('items_seen_total', 'Listings seen.', { source: SOURCE_NAMES }),
    notifications: counter<'channel' | 'outcome'>('notifications_total', 'Messages by how their sending ended.', {
      channel: CHANNEL_KINDS,
      outcome: ['sent', 'retry', 'failed'],
    }),
    notificationDelay: histogram(
      'notification_delay_seconds',
      'From event to accepted message.',
      [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
    ),
    outboxOldest: gauge<'channel'>(
      'outbox_oldest_due_seconds',
      'Since the oldest message fell due that is not out, by kind of channel; absent where none waits.',
      { channel: [] },
    ),
    channelsFailing: gauge<'channel' | 'state'>(
      'channels_failing',
      'Channels that take nothing, by kind and state; absent where there is none.',
      { channel: [], state: [] },
    ),
    outboxPending: gauge('outbox_pending', 'Messages not yet sent, sampled by the publisher.'),
  };
  metrics.lastRunCompleted.set(Date.now() / 1000 - process.uptime());
  return metrics;
}

/** Every combination of the label values that are fixed; none at all when one of the labels is open. */
function combine<Label extends string>(labels: Partial<Record<Label, readonly string[]>>): Record<Label, string>[] {
  let rows: Record<string, string>[] = [{}];
  for (const [name, values] of Object.entries<readonly string[] | undefined>(labels)) {
    rows = rows.flatMap((row) => (values ?? []).map((value) => ({ ...row, [name]: value })));
  }
  return Object.keys(labels).length === 0 ? [] : (rows as Record<Label, string>[]);
}
