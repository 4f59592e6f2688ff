import { PATIENCE_MS } from './patience.js';

export interface WaitForOptions {
  /** Gives up after this long, in ms. Tests leave it alone: what it limits is their hanging. @default PATIENCE_MS */
  timeoutMs?: number;
  /** Pause between two looks, in ms. @default 10 */
  everyMs?: number;
  /** What is awaited, for the error's message. @default 'the condition' */
  what?: string;
}

/**
 * Looks again and again until `condition` answers something truthy, and resolves to that. A look that throws counts as
 * "not yet"; what it threw is the `cause` of the error when time is up.
 * @throws {Error} when `timeoutMs` have passed.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = PATIENCE_MS, everyMs = 10, what = 'the condition' }: WaitForOptions = {},
): Promise<NonNullable<T>> {
  const giveUpAt = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (answer) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= giveUpAt) throw new Error(`${what} did not come true within ${timeoutMs} ms`, { cause });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
