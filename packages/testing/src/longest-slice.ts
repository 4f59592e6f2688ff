const MOST_TURNS = 6;

/** In ms of this process's own processor time: other programs on a busy machine do not count, its own threads do. */
export interface Slices<T> {
  answer: T;
  /** How long the event loop was held at most. */
  longestMs: number;
  wholeMs: number;
}

/** Does some work, and tells how long it took and how long it held the event loop. */
export async function longestSlice<T>(work: () => Promise<T>): Promise<Slices<T>> {
  let longestMs = 0;
  let wholeMs = 0;
  let isOver = false;
  let before = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    longestMs = Math.max(longestMs, (user + system) / 1000);
    wholeMs += (user + system) / 1000;
    if (isOver) return;
    before = process.cpuUsage();
    setImmediate(look);
  };
  setImmediate(look);
  try {
    const answer = await work();
    // What the work did last may have held the loop as well.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return { answer, longestMs, wholeMs };
  } finally {
    isOver = true;
  }
}

/**
 * The same work again until a turn holds the loop for less than `boundMs`, six times at most; the turn that held it least. What is compiled,
 * collected or started meanwhile may fall into any turn, but not into each.
 */
export async function leastSlice<T>(work: () => Promise<T>, boundMs: number): Promise<Slices<T>> {
  let least = await longestSlice(work);
  for (let turn = 1; turn < MOST_TURNS && least.longestMs >= boundMs; turn += 1) {
    const next = await longestSlice(work);
    if (next.longestMs < least.longestMs) least = next;
  }
  return least;
}
