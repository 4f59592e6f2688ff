export type DeadlineReason = 'timeout' | 'aborted' | undefined;

export interface Deadline {
  readonly signal: AbortSignal;
  /** Rejects as soon as the deadline passes, whatever the promise does (a DNS lookup cannot be aborted). */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Why the signal aborted, if it did. */
  reason(): DeadlineReason;
  clear(): void;
}

/**
 * One total deadline joined with the caller's signal. Made of a plain timer: a composed signal of `AbortSignal.any` can be
 * collected with its timer in some versions of Node 20.
 */
export function startDeadline(timeoutMs: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let reason: DeadlineReason;
  const end = (why: DeadlineReason) => {
    reason ??= why;
    controller.abort();
  };
  const timer = setTimeout(end, timeoutMs, 'timeout');
  const onOuter = () => end((outer?.reason as Error | undefined)?.name === 'TimeoutError' ? 'timeout' : 'aborted');
  if (outer?.aborted) onOuter();
  else outer?.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    race: (promise) => raceAbort(promise, controller.signal),
    reason: () => reason,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onOuter);
    },
  };
}

async function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
