const MOST_TURNS = 6;

/**
 * Does some work, and tells how long it held the event loop at most, in ms of this process's own processor time: other programs on a busy
 * machine do not count, its own threads do.
 */
export async function longestSlice<T>(work: () => Promise<T>): Promise<{ answer: T; longestMs: number }> {
  let longestMs = 0;
  let isOver = false;
  let before = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    longestMs = Math.max(longestMs, (user + system) / 1000);
    if (isOver) return;
    before = process.cpuUsage();
    setImmediate(look);
  };
  setImmediate(look);
  try {
    const answer = await work();
    // What the work did last may have held the loop as well.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return { answer, longestMs };
  } finally {
    isOver = true;
  }
}

/**
 * The same work again until a turn holds the loop for less than `boundMs`, six times at most; the answer of the last turn and the least
 * of all turns. What is compiled, collected or started meanwhile may fall into any turn, but not into each.
 */
export async function leastSlice<T>(
  work: () => Promise<T>,
  boundMs: number,
): Promise<{ answer: T; longestMs: number }> {
  let { answer, longestMs } = await longestSlice(work);
  for (let turn = 1; turn < MOST_TURNS && longestMs >= boundMs; turn += 1) {
    const next = await longestSlice(work);
    answer = next.answer;
    longestMs = Math.min(longestMs, next.longestMs);
  }
  return { answer, longestMs };
}

/** The processor time of something that is done at once, in ms: what a slice is compared with in the same run. */
export function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
