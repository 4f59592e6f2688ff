import { createServiceMetrics } from '@goodshunter/service';
import { Counter, Gauge, Histogram } from 'prom-client';
import { ANNOUNCE_OUTCOMES, type AnnounceOutcome } from './announce/announcer.js';
import type { BreakerState } from './announce/circuit-breaker.js';
import { createQueueGauges, type QueueGauges } from './queue-gauges.js';
import { createWorkGauges, type WorkGauges } from './work-gauges.js';

const BREAKER_LEVELS: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

/** What the api counts. Every series of a fixed set exists from the start, so that rates see the first event. */
export interface Metrics {
  /** `route` is the pattern, never the path. */
  observeRequest(method: string, route: string, status: number, durationMs: number): void;
  observeAnnounce(outcome: AnnounceOutcome, durationMs: number): void;
  countTaskCreated(dispatch: string): void;
  countRejectedToken(): void;
  setBreakerState(state: BreakerState): void;
  readonly queue: QueueGauges;
  readonly work: WorkGauges;
  readonly contentType: string;
  /** In Prometheus' text format. */
  render(): Promise<string>;
}

export function createMetrics(version: string): Metrics {
  const { registry, observeRequest } = createServiceMetrics(version);
  const registers = [registry];
  const created = new Counter({
    name: 'goodshunter_tasks_created_total',
    help: 'Tasks created, by whether they were announced at once.',
    labelNames: ['dispatch'],
    registers,
  });
  for (const dispatch of ['queued', 'deferred']) created.inc({ dispatch }, 0);
  const announces = new Histogram({
    name: 'goodshunter_announce_duration_seconds',
    help: 'How long requests waited for their announcement.',
    labelNames: ['outcome'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1],
    registers,
  });
  for (const outcome of ANNOUNCE_OUTCOMES) announces.zero({ outcome });
  const breaker = new Gauge({
    name: 'goodshunter_announce_breaker_state',
    help: '0 closed, 1 half-open, 2 open.',
    registers,
  });
  const rejected = new Counter({
    name: 'goodshunter_sessions_rejected_total',
    help: 'Requests whose token was wrong or missing.',
    registers,
  });
  return {
    observeRequest,
    observeAnnounce: (outcome, durationMs) => announces.observe({ outcome }, durationMs / 1000),
    countTaskCreated: (dispatch) => created.inc({ dispatch }),
    countRejectedToken: () => rejected.inc(),
    setBreakerState: (state) => breaker.set(BREAKER_LEVELS[state]),
    queue: createQueueGauges(registers),
    work: createWorkGauges(registers),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
