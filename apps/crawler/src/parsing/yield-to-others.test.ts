import { describe, expect, it } from '@jest/globals';
import { yieldToOthers } from './yield-to-others.js';

/** As the kernel treats who is not root: one's own niceness may grow only. */
function startThread(platform: NodeJS.Platform, niceness: number): number {
  let now = niceness;
  yieldToOthers(platform, {
    getPriority: () => now,
    setPriority(pid: number, priority?: number) {
      if (pid !== 0 || priority === undefined || priority < now) throw new Error('EACCES');
      now = priority;
    },
  });
  return now;
}

describe('a thread that parses', () => {
  it.each([
    [0, 10],
    [5, 10],
    [10, 10],
    [15, 15],
    [19, 19],
  ])('started with niceness %i goes on with %i', (before, after) => {
    expect(startThread('linux', before)).toBe(after);
  });

  it('leaves a process alone where priorities are not of threads', () => {
    expect(startThread('darwin', 0)).toBe(0);
  });
});
