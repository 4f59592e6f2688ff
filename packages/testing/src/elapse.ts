/**
 * Lets time pass, at least `ms`, where time itself is what a test is about: an age, an expiry, how seldom something is done. It
 * is never a way to give something time to happen; that is what waitFor() is for.
 */
export async function elapse(ms: number): Promise<void> {
  const from = performance.now();
  for (let leftMs = ms; leftMs > 0; leftMs = ms - (performance.now() - from)) {
    await new Promise((resolve) => setTimeout(resolve, leftMs));
  }
}
