import { availableParallelism, loadavg } from 'node:os';

/**
 * Above this load per core, statements and crawls wait for seconds for their turn on the CPU: "try again in a few seconds" is then a true
 * answer to a creation, and a late recovery or a late look says nothing. They are reported, not failed.
 */
export const BUSY = 4;

/** Processes that wanted to run, for each core, in the last minute. */
export const loadPerCore = (): number => (loadavg()[0] ?? 0) / availableParallelism();
