export interface ClosedSource {
  /** Runs that came to their end while closing. */
  finished: number;
  /** What was in hand and is left to others. */
  handedBack: number;
}

/** Where work comes from. Each turn goes through `runTask`, whose claim decides, so that sources may overlap. */
export interface TaskSource {
  /** Begins to take work, and goes on through any outage. Resolves when it has begun, at most some seconds later. */
  start(): Promise<void>;
  /** Takes nothing more until `resume()`; what is in hand goes on. */
  pause(): void;
  resume(): void;
  /** Takes nothing more, waits for what runs, aborts after `timeoutMs` what is left, and ends. */
  close(options: { timeoutMs: number }): Promise<ClosedSource>;
}
