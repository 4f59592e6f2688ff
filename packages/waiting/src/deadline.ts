import { untilAborted } from './until-aborted.js';

/** Why a deadline's signal aborted. A signal of `AbortSignal.timeout` outside counts as a timeout. */
export type DeadlineReason = 'timeout' | 'aborted' | undefined;

export interface Deadline {
  /** Aborts with a TimeoutError when time is up, with the outer signal's reason when that comes first. */
  readonly signal: AbortSignal;
  /** Rejects as soon as the signal aborts, whatever the promise does (a DNS lookup cannot be aborted). */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Why the signal aborted, if it did. */
  reason(): DeadlineReason;
  /** Gives it so long from now on, unless it is over. */
  restart(timeoutMs: number): void;
  /** Must be called when the work is over. */
  clear(): void;
}

/**
 * One deadline joined with the caller's signal. Made of a plain timer, here and nowhere else: a signal composed by
 * `AbortSignal.any` can be collected together with its timer in some versions of Node 20, and then never aborts.
 */
export function startDeadline(timeoutMs: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let reason: DeadlineReason;
  const end = (why: DeadlineReason, error: unknown) => {
    reason ??= why;
    controller.abort(error);
  };
  const startTimer = (ms: number) =>
    setTimeout(() => end('timeout', new DOMException('the deadline passed', 'TimeoutError')), ms);
  let timer = startTimer(timeoutMs);
  let isCleared = false;
  const onOuter = () =>
    end((outer?.reason as Error | undefined)?.name === 'TimeoutError' ? 'timeout' : 'aborted', outer?.reason);
  if (outer?.aborted) onOuter();
  else outer?.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    race: (promise) => untilAborted(promise, controller.signal),
    reason: () => reason,
    restart(ms) {
      if (isCleared || reason !== undefined) return;
      clearTimeout(timer);
      timer = startTimer(ms);
    },
    clear() {
      isCleared = true;
      clearTimeout(timer);
      outer?.removeEventListener('abort', onOuter);
    },
  };
}
