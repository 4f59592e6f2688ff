import type { ModeCode, QueueMode } from '@goodshunter/contracts/api';
import type { Logger } from '@goodshunter/logger';
import type { SchedulerMetrics } from '../metrics.js';

export interface ModeWord {
  mode: QueueMode;
  since: Date;
  forMs: number;
  reason: string;
  code: ModeCode;
}

/** The present mode, since when and why: for the log, the metrics, `/readyz`, and the replica's row. */
export class ModeBoard {
  readonly #log: Logger;
  readonly #metrics: SchedulerMetrics;
  #mode: QueueMode | undefined;
  #since = new Date();
  #sinceMs = performance.now();
  #reason = '';
  #code: ModeCode = 'redis_well';

  constructor(log: Logger, metrics: SchedulerMetrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  /** Undefined until the first `set`. */
  get word(): ModeWord | undefined {
    if (this.#mode === undefined) return undefined;
    const forMs = performance.now() - this.#sinceMs;
    return { mode: this.#mode, since: this.#since, forMs, reason: this.#reason, code: this.#code };
  }

  /** @param code the reason for machines */
  set(mode: QueueMode, reason: string, code: ModeCode): void {
    const before = this.#mode;
    this.#reason = reason;
    this.#code = code;
    if (before === mode) return;
    this.#mode = mode;
    this.#since = new Date();
    this.#sinceMs = performance.now();
    this.#metrics.mode.set({ mode: 'redis_streams' }, mode === 'redis_streams' ? 1 : 0);
    this.#metrics.mode.set({ mode: 'db_polling' }, mode === 'db_polling' ? 1 : 0);
    if (before !== undefined) this.#metrics.modeChanges.inc({ to: mode });
    const message =
      mode === 'redis_streams' ? 'scheduler running in Redis Streams mode' : 'scheduler running in DB polling mode';
    this.#log.info(message, { reason, ...(before === undefined ? {} : { before }) });
  }
}
