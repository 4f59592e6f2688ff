import type { Logger } from '@goodshunter/logger';
import { type Producer, QueueUnavailableError } from '@goodshunter/taskqueue';
import { BreakerOpenError, type CircuitBreaker } from './circuit-breaker.js';

/** How an announcement ended, as the metric counts it. */
export const ANNOUNCE_OUTCOMES = [
  'queued',
  'duplicate',
  'failed',
  'timeout',
  'breaker_open',
  'held_back',
  'disabled',
] as const;
export type AnnounceOutcome = (typeof ANNOUNCE_OUTCOMES)[number];

/** Rings the doorbell: tells schedulers that a committed task is due. Never throws, never takes longer than its budget. */
export interface Announcer {
  /** `deferred`: not announced; the row is due, so the next tick of a scheduler finds it. */
  announce(taskId: number, correlationId: string): Promise<'queued' | 'deferred'>;
  /** A hint that a running run is revoked. Nobody waits for it, nothing depends on it. */
  hintStop(taskId: number, correlationId: string): void;
}

export interface AnnouncerOptions {
  producer: Pick<Producer, 'submitTask' | 'stopTask'>;
  breaker: CircuitBreaker;
  /** Longest wait of a request for its announcement, in ms. */
  budgetMs: number;
  /** So much waits in the stream that nothing should be added: the row is due, and is announced when there is room. @default never */
  isCrowded?: () => boolean;
  log: Logger;
  onOutcome?: (outcome: AnnounceOutcome, durationMs: number) => void;
}

export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { producer, breaker, budgetMs, isCrowded = () => false, log, onOutcome = () => {} } = options;
  return {
    async announce(taskId, correlationId) {
      if (isCrowded()) {
        onOutcome('held_back', 0);
        return 'deferred';
      }
      const startedAt = performance.now();
      try {
        const { status } = await breaker.run(() =>
          producer.submitTask({ taskId, source: 'api', correlationId }, { timeoutMs: budgetMs }),
        );
        onOutcome(status, performance.now() - startedAt);
        return 'queued';
      } catch (error) {
        onOutcome(outcomeOf(error), performance.now() - startedAt);
        log.warn('publish task failed, fallback to direct scheduling', {
          // As users grep for it, and as all other lines have it.
          task_id: taskId,
          taskId,
          correlationId,
          error: summarize(error),
        });
        return 'deferred';
      }
    },
    hintStop(taskId, correlationId) {
      // A hint is not worth the one call that may probe a Redis that failed.
      if (breaker.state !== 'closed') return;
      breaker
        .run(() => producer.stopTask({ taskId, source: 'api', correlationId }, { timeoutMs: budgetMs }))
        .catch((error: unknown) => log.debug('stop hint not sent', { taskId, correlationId, error }));
    },
  };
}

/** With the queue switched off: every task waits for the next tick, and no Redis is ever asked. */
export function createSilentAnnouncer(onOutcome: AnnouncerOptions['onOutcome'] = () => {}): Announcer {
  return {
    async announce() {
      onOutcome('disabled', 0);
      return 'deferred';
    },
    hintStop() {},
  };
}

/**
 * Without stack: while Redis is away every task warns, an expected failure has nothing to show there, and mapping a stack
 * back to its source costs more than the request itself.
 */
function summarize(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return { name, message, ...code, ...(cause instanceof Error ? { cause: cause.message } : {}) };
}

function outcomeOf(error: unknown): AnnounceOutcome {
  if (error instanceof BreakerOpenError) return 'breaker_open';
  return error instanceof QueueUnavailableError && error.reason === 'timeout' ? 'timeout' : 'failed';
}
