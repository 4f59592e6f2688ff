import { WaitingLine } from '@goodshunter/waiting';

export interface HostPacerOptions {
  /** Milliseconds; only differences count. */
  now: () => number;
  /** Most requests under way to one host. @default 4 */
  maxPerHost?: number;
}

interface HostState {
  active: number;
  /** When the next request may start. */
  nextAtMs: number;
  /** With the gap that the next one keeps to each. */
  waiting: WaitingLine<{ gapMs: number }>;
  timer?: NodeJS.Timeout;
}

/**
 * Spreads this crawler's requests to each host: few at once, and apart by what robots.txt asks for. Hosts know nothing of
 * each other. A last resort: the budget that all crawlers share is the scheduler's.
 */
export class HostPacer {
  readonly #hosts = new Map<string, HostState>();
  readonly #now: () => number;
  readonly #maxPerHost: number;

  constructor({ now, maxPerHost = 4 }: HostPacerOptions) {
    this.#now = now;
    this.#maxPerHost = maxPerHost;
  }

  /** Waits for a turn in order of arrival; call the answer when the request is over. Rejects with the signal's reason. */
  async acquire(host: string, gapMs: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const state = this.#hosts.get(host) ?? { active: 0, nextAtMs: 0, waiting: new WaitingLine<{ gapMs: number }>() };
    this.#hosts.set(host, state);
    const turn = state.waiting.join({ gapMs }, signal);
    this.#serve(host, state);
    await turn;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      state.active -= 1;
      this.#serve(host, state);
    };
  }

  /** When a request to this host could start, in ms from now. */
  waitMs(host: string): number {
    return Math.max(0, (this.#hosts.get(host)?.nextAtMs ?? 0) - this.#now());
  }

  #serve(host: string, state: HostState): void {
    clearTimeout(state.timer);
    while (state.waiting.length > 0) {
      if (state.active >= this.#maxPerHost) return;
      const waitMs = state.nextAtMs - this.#now();
      if (waitMs > 0) {
        state.timer = setTimeout(() => this.#serve(host, state), waitMs);
        return;
      }
      const next = state.waiting.callNext();
      state.active += 1;
      state.nextAtMs = this.#now() + (next?.who.gapMs ?? 0);
    }
    if (state.active > 0) return;
    const forgetInMs = state.nextAtMs - this.#now();
    if (forgetInMs <= 0) this.#hosts.delete(host);
    else state.timer = setTimeout(() => this.#serve(host, state), forgetInMs).unref();
  }
}
