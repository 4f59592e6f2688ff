import { describe, expect, it } from '@jest/globals';
import { nextPauseMs } from './run-periodic-publisher.js';

const TICK_MS = 1000;
const after = (pauseMs: number, added: number) => nextPauseMs({ pauseMs, added, portion: 16, tickMs: TICK_MS });

describe('the pause between sweeps', () => {
  it('is a tick while few tasks fall due', () => {
    expect(after(TICK_MS, 0)).toBe(TICK_MS);
    expect(after(TICK_MS, 16)).toBe(TICK_MS);
  });

  it('grows back to a tick step by step', () => {
    expect(after(100, 0)).toBe(200);
    expect(after(200, 1)).toBe(400);
    expect(after(800, 0)).toBe(TICK_MS);
  });

  it('settles where a sweep finds its portion', () => {
    let pauseMs = TICK_MS;
    for (let sweep = 0; sweep < 5; sweep += 1) pauseMs = after(pauseMs, (80 * pauseMs) / 1000);
    expect(pauseMs).toBeCloseTo(200);
  });

  it('is never shorter than a tenth of a tick', () => {
    expect(after(TICK_MS, 10_000)).toBe(100);
    expect(after(100, 500)).toBe(100);
  });
});
