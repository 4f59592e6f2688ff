import { createRedisConnect, createTaskQueue, type QueueEvent } from '@goodshunter/taskqueue';
import { type RedisState, RedisWatch } from '../intake/redis-watch.js';
import { createStreamSource } from '../intake/stream-source.js';
import { createSwitchingSource } from '../intake/switching-source.js';
import { runPeriodicPublisher } from '../publisher/run-periodic-publisher.js';
import { createPolling } from './create-polling.js';
import { handleTaskMessage } from './handle-task-message.js';
import type { ModeDeps, RunningMode } from './mode.js';
import { modeCodeOf } from './mode-code-of.js';
import { sampleQueue } from './sample-queue.js';

const PROBE_TIMEOUT_MS = 500;
/** The row's own count of attempts parks a task first; an entry that still goes round after that is buried. */
const DELIVERIES_BEYOND_ATTEMPTS = 2;

/**
 * Work comes from the stream while Redis works, and from the database while it does not; the ordinary tick of the publisher announces
 * what is missing when it comes back. Resolves when the first of the two is running.
 */
export async function runRedisMode(deps: ModeDeps): Promise<RunningMode> {
  const { db, board, pool, gate, run, metrics, log, worker, options } = deps;
  if (options.queue === undefined) throw new TypeError('runRedisMode needs a queue');
  const { addr, password, stream, group } = options.queue;
  const connect = createRedisConnect({ addr, password });
  const queue = createTaskQueue({ connect, stream, group, log });
  const producer = queue.producer();
  const inspector = queue.inspector();
  const probe = queue.writeProbe({ timeoutMs: PROBE_TIMEOUT_MS });
  const stopPublisher = new AbortController();
  let trouble: string | undefined;
  let isPublishing = false;

  const source = createStreamSource({
    queue,
    handle: (message, context) => handleTaskMessage({ run, pool, gate }, message, context),
    name: worker,
    concurrency: options.workerPoolSize,
    memoryQueue: options.memoryQueueSize,
    leaseMs: options.leaseMs,
    maxDeliveries: options.maxAttempts + DELIVERIES_BEYOND_ATTEMPTS,
    onEvent,
  });
  const switching = createSwitchingSource(source, createPolling(deps));
  const watch = new RedisWatch({
    probe: () => probe.check(),
    findTrouble: () => trouble,
    onChange: (state) => {
      if (isPublishing) follow(state);
    },
    log,
  });

  function onEvent(event: QueueEvent): void {
    if (event.type === 'ready') {
      log.info('consumer group ready', { stream, group });
      log.info('redis streams consumer initialized', { stream, group, consumer: event.worker });
    } else if (event.type === 'unavailable') {
      trouble = event.reason;
      log.warn('stream not readable', { reason: event.reason, error: event.error });
      watch.suspect();
    } else if (event.type === 'available') {
      trouble = undefined;
      log.info('stream readable again', { stream, group });
    } else if (event.type === 'recovered') {
      metrics.entriesReclaimed.inc(event.count);
      log.info('entries recovered', { count: event.count, from: event.from });
    } else if (event.type === 'buried') {
      metrics.entriesBuried.inc();
    } else if (event.type === 'lost') {
      log.info('entry lost to another worker', { entryId: event.entryId, taskId: event.taskId });
    }
  }

  function follow(state: RedisState): void {
    switching.follow(state);
    if (state.status === 'ok') board.set('redis_streams', state.reason, 'redis_well');
    else board.set('db_polling', `redis is ${state.status}: ${state.reason}`, modeCodeOf(state.reason));
  }

  const first = await watch.start();
  switching.follow(first);
  // While Redis is away the consumer takes seconds to say so; polling has begun by then.
  await switching.start();
  log.info('task producer initialized', { stream, enabled: true });
  const publishing = runPeriodicPublisher({
    db,
    producer,
    inspector,
    metrics,
    log,
    owner: worker,
    tickMs: options.tickMs,
    announceAhead: options.announceAhead,
    isUsable: () => watch.state.status === 'ok' && gate.isOpen,
    onTrouble: () => watch.suspect(),
    onDatabaseTrouble: (error) => gate.reportAway(error),
    stop: stopPublisher.signal,
  });
  isPublishing = true;
  follow(watch.state);

  return {
    pause: () => switching.pause(),
    resume: () => switching.resume(),
    redisTrouble: () => (watch.state.status === 'ok' ? undefined : watch.state.reason),
    sample: () => sampleQueue({ inspector, metrics, local: source.stats() }),
    async close({ timeoutMs }) {
      stopPublisher.abort();
      await publishing;
      const closed = await switching.close({ timeoutMs });
      await watch.close();
      await Promise.all([producer.close(), inspector.close(), probe.close()]);
      return closed;
    },
  };
}
