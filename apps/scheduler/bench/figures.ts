export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Of what was measured, nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Resolves when the condition holds. @throws after `timeoutMs` */
export async function until(
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
  everyMs = 10,
): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error('it did not come true in time');
    await pass(everyMs);
  }
}

export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
