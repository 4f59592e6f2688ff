import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one slice may hold the event loop, in ms. One item may take longer; its texts are bounded. */
const SLICE_MS = 10;

/** Does something for each item, and lets the event loop go on in between: what one stranger wrote holds up nobody else. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => unknown): Promise<void> {
  let sliceEndsAt = performance.now() + SLICE_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < sliceEndsAt) continue;
    await nextTurn();
    sliceEndsAt = performance.now() + SLICE_MS;
  }
}
