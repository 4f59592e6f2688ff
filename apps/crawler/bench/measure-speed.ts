export interface Variant {
  name: string;
  /** Does all the work once. */
  run: () => void;
}

export interface Speed {
  name: string;
  /** Of the process's own time: what others do on the machine is not in it. */
  perSecond: number;
  /** Growth of the heap by one round that nothing has collected, in MB. */
  heapMb: number;
}

const HEAP_ROUNDS = 3;
/** Until the engine has compiled what it compiles. */
const WARM_ROUNDS = 8;

/**
 * Runs the variants in turns and takes the median of each: of what their heaps grow by, then of `rounds` timed ones. Nothing forces a
 * collection while time is taken: it would throw away compiled code with the hidden classes it was made for, so that rounds would
 * measure the compiler, of every variant.
 */
export function measureSpeed(variants: readonly Variant[], itemCount: number, rounds: number): Speed[] {
  const heaps = inTurns(variants, HEAP_ROUNDS, measureHeap);
  inTurns(variants, WARM_ROUNDS, measureMs);
  const times = inTurns(variants, rounds, measureMs);
  return variants.map(({ name }, index) => ({
    name,
    perSecond: (itemCount * 1000) / medianOf(times[index] ?? []),
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
