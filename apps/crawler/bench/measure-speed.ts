export interface Variant {
  name: string;
  /** Does all the work once. */
  run: () => void;
}

export interface Speed {
  name: string;
  /** By code that stays warm, as in a crawler that reads page after page. Of the process's own time: what others do is not in it. */
  perSecond: number;
  /** With a collection before each round: it throws compiled code away, so that much of this is the compiler, of every variant. */
  coldPerSecond: number;
  /** Growth of the heap by one round that nothing has collected, in MB. */
  heapMb: number;
}

const HEAP_ROUNDS = 3;
/** Until the engine has compiled what it compiles. */
const WARM_ROUNDS = 8;

/** Runs the variants in turns, for the heap, cold and warm, and takes the median of each. @param rounds timed ones of each sort */
export function measureSpeed(variants: readonly Variant[], itemCount: number, rounds: number): Speed[] {
  const heaps = inTurns(variants, HEAP_ROUNDS, measureHeap);
  const coldTimes = inTurns(variants, rounds, (run) => {
    globalThis.gc?.();
    return measureMs(run);
  });
  inTurns(variants, WARM_ROUNDS, measureMs);
  const times = inTurns(variants, rounds, measureMs);
  const rate = (ms: readonly number[] = []) => (itemCount * 1000) / medianOf(ms);
  return variants.map(({ name }, index) => ({
    name,
    perSecond: rate(times[index]),
    coldPerSecond: rate(coldTimes[index]),
    heapMb: medianOf(heaps[index] ?? []),
  }));
}

/** What was measured, by variant. */
function inTurns(variants: readonly Variant[], rounds: number, measure: (run: () => void) => number): number[][] {
  const measured = variants.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { run }] of variants.entries()) measured[index]?.push(measure(run));
  return measured;
}

function measureMs(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function measureHeap(run: () => void): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  run();
  return (process.memoryUsage().heapUsed - before) / 1_000_000;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
