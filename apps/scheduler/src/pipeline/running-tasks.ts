import { type AbortReason, RunAbortedError } from '../errors.js';

/** The runs of this process, so that a hint to stop finds the task's. */
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

  /** Aborts the runs of this task, if there are any. */
  abort(taskId: number, reason: AbortReason): void {
    for (const controller of this.#runs.get(taskId) ?? []) controller.abort(new RunAbortedError(reason));
  }
}
