export interface ManualClock {
  /** Milliseconds since the epoch; stands still until told otherwise. */
  now(): number;
  /** Moves time forward and runs, in order, every timer that falls due on the way. */
  advance(ms: number): void;
  /** Calls back once `ms` of this clock's time have passed. The answer cancels. */
  setTimeout(callback: () => void, ms: number): () => void;
  /** Resolves once `ms` of this clock's time have passed. */
  sleep(ms: number): Promise<void>;
}

interface Timer {
  at: number;
  callback: () => void;
}

/** A clock that moves only when a test moves it. @param startMs what `now()` answers first */
export function manualClock(startMs = 1_750_000_000_000): ManualClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  const clock: ManualClock = {
    now: () => nowMs,
    advance(ms) {
      const until = nowMs + ms;
      for (let next = earliest(timers, until); next; next = earliest(timers, until)) {
        timers.delete(next);
        nowMs = Math.max(nowMs, next.at);
        next.callback();
      }
      nowMs = until;
    },
    setTimeout(callback, ms) {
      const timer = { at: nowMs + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        clock.setTimeout(resolve, ms);
      }),
  };
  return clock;
}

function earliest(timers: Set<Timer>, until: number): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer;
  return first;
}
