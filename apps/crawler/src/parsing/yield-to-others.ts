import os from 'node:os';

/** Where there are fewer cores than threads, it is the parsing that waits. */
const NICENESS = 10;

/** What is needed of `node:os`. */
export type Priorities = Pick<typeof os, 'getPriority' | 'setPriority'>;

/**
 * Lets the calling thread run behind the one that answers requests. A process that was started with less priority stays as it is:
 * nobody may raise their own, and a thread that failed to start would read nothing.
 */
export function yieldToOthers(platform = process.platform, priorities: Priorities = os): void {
  // On Linux 0 is the calling thread; elsewhere it would be the whole process.
  if (platform !== 'linux' || priorities.getPriority(0) >= NICENESS) return;
  priorities.setPriority(0, NICENESS);
}
