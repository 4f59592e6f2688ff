import autocannon from 'autocannon';
import type { BareTasks } from './bare-task.js';

export interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx, errors and time-outs. */
  refused: number;
}

const CONNECTIONS = 10;

export interface Target {
  url: string;
  token: string;
  body: object;
}

/** Ten connections, each sending its next request when the last is answered. */
export function measureClosedLoop(target: Target, seconds: number): Promise<Figures> {
  return fire(target, { connections: CONNECTIONS, duration: seconds });
}

/** Requests at a fixed rate, whatever the answers; latencies are corrected for requests that had to wait for their turn. */
export function measureOpenLoop(target: Target, seconds: number, ratePerS: number): Promise<Figures> {
  return fire(target, { connections: 100, duration: seconds, overallRate: ratePerS });
}

async function fire({ url, token, body }: Target, options: Partial<autocannon.Options>): Promise<Figures> {
  const result = await autocannon({
    url: `${url}/api/tasks`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    ...options,
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx + result.errors + result.timeouts,
  };
}

/** The floor: the same two writes without HTTP, ten at a time. */
export async function measureFloor(tasks: BareTasks, seconds: number): Promise<Figures> {
  const latencies: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  async function caller(): Promise<void> {
    for (;;) {
      const begunAt = performance.now();
      if (begunAt >= endsAt) return;
      await tasks.create();
      latencies.push(performance.now() - begunAt);
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN;
  return { perSecond: sorted.length / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99), refused: 0 };
}

/** The middle value of each figure, on its own. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const median = (pick: (figures: Figures) => number) => {
    const sorted = rounds.map(pick).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    perSecond: median(({ perSecond }) => perSecond),
    p50Ms: median(({ p50Ms }) => p50Ms),
    p99Ms: median(({ p99Ms }) => p99Ms),
    refused: Math.max(...rounds.map(({ refused }) => refused)),
  };
}
