import { type AbortReason, RunAbortedError } from '../errors.js';

/** The runs of this process, so that a hint, a lost claim or the end of the grace period can abort them. */
export class RunningTasks {
  readonly #runs = new Map<number, Set<AbortController>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Registers a run until `end()` is called. */
  begin(taskId: number): { signal: AbortSignal; abort: (reason: AbortReason) => void; end: () => void } {
    const controller = new AbortController();
    const runs = this.#runs.get(taskId) ?? new Set();
    this.#runs.set(taskId, runs.add(controller));
    this.#size += 1;
    return {
      signal: controller.signal,
      abort: (reason) => controller.abort(new RunAbortedError(reason)),
      end: () => {
        if (!runs.delete(controller)) return;
        this.#size -= 1;
        if (runs.size === 0) this.#runs.delete(taskId);
      },
    };
  }

  /** Whether there was a run of this task to abort. */
  abort(taskId: number, reason: AbortReason): boolean {
    const runs = this.#runs.get(taskId);
    for (const controller of runs ?? []) controller.abort(new RunAbortedError(reason));
    return runs !== undefined;
  }

  abortAll(reason: AbortReason): void {
    for (const taskId of this.#runs.keys()) this.abort(taskId, reason);
  }
}
