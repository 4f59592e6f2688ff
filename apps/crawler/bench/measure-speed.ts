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

/** Runs the variants in turns, `rounds` times after two to warm up, and takes the median of each. */
export function measureSpeed(variants: readonly Variant[], itemCount: number, rounds: number): Speed[] {
  const times = variants.map(() => [] as number[]);
  const heaps = variants.map(() => [] as number[]);
  for (let round = -2; round < rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      globalThis.gc?.();
      const heapBefore = process.memoryUsage().heapUsed;
      const start = process.cpuUsage();
      variant.run();
      const { user, system } = process.cpuUsage(start);
      const elapsedMs = (user + system) / 1000;
      const heapMb = (process.memoryUsage().heapUsed - heapBefore) / 1_000_000;
      if (round < 0) continue;
      times[index]?.push(elapsedMs);
      heaps[index]?.push(heapMb);
    }
  }
  return variants.map(({ name }, index) => ({
    name,
    perSecond: (itemCount * 1000) / medianOf(times[index] ?? []),
    heapMb: medianOf(heaps[index] ?? []),
  }));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
