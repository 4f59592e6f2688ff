import type { Stack } from '@goodshunter/testing';
import { type Book, quantile } from '../book.js';

/** As often as the load creates tasks. */
const EVERY_MS = 125;

export interface Control {
  /** Ends it. @returns the p99 of those sent since `sinceMs`, in ms */
  stop(sinceMs: number): Promise<number>;
}

/**
 * Writes that Redis has no part in, one row through the api, as often as tasks are created: what they take at the same time is the machine's.
 */
export function startControl(stack: Stack, book: Book): Control {
  const [listener] = book.listeners;
  const latencies: { sentAtMs: number; tookMs: number }[] = [];
  const inFlight = new Set<Promise<void>>();
  async function write(): Promise<void> {
    const sentAtMs = Date.now();
    const name = `book, at ${sentAtMs}`;
    const { status, tookMs } = await stack.api.call('PATCH', `/api/channels/${listener?.channelId}`, { name });
    if (status === 200) latencies.push({ sentAtMs, tookMs });
  }
  const timer = setInterval(() => {
    const tracked = write()
      .catch(() => {})
      .finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  }, EVERY_MS);
  return {
    async stop(sinceMs) {
      clearInterval(timer);
      await Promise.all(inFlight);
      const meant = latencies.filter(({ sentAtMs }) => sentAtMs >= sinceMs);
      return quantile(
        meant.map(({ tookMs }) => tookMs),
        0.99,
      );
    },
  };
}
