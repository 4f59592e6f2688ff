import { latch } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { BreakerOpenError, type BreakerState, CircuitBreaker } from './circuit-breaker.js';

const fail = () => Promise.reject(new Error('away'));
const succeed = () => Promise.resolve('done');

function createBreaker() {
  let nowMs = 0;
  const changes: BreakerState[] = [];
  const breaker = new CircuitBreaker({
    failureThreshold: 3,
    openMs: 1000,
    now: () => nowMs,
    onChange: (state) => changes.push(state),
  });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  async function open(): Promise<void> {
    for (let i = 0; i < 3; i += 1) await expect(breaker.run(fail)).rejects.toThrow('away');
  }
  return { breaker, changes, advance, open };
}

describe('CircuitBreaker', () => {
  it('opens after three failures in a row, and a success in between starts the count anew', async () => {
    const { breaker } = createBreaker();
    await expect(breaker.run(fail)).rejects.toThrow();
    await expect(breaker.run(fail)).rejects.toThrow();
    await breaker.run(succeed);
    await expect(breaker.run(fail)).rejects.toThrow();
    await expect(breaker.run(fail)).rejects.toThrow();
    expect(breaker.state).toBe('closed');
    await expect(breaker.run(fail)).rejects.toThrow();
    expect(breaker.state).toBe('open');
  });

  it('counts calls that failed together once: they waited for the same answer', async () => {
    const { breaker, advance } = createBreaker();
    for (let wave = 1; wave <= 3; wave += 1) {
      expect(breaker.state).toBe('closed');
      const late = latch();
      const calls = Array.from({ length: 10 }, () => breaker.run(() => late.opened.then(fail)));
      advance(20);
      late.open();
      expect((await Promise.allSettled(calls)).every(({ status }) => status === 'rejected')).toBe(true);
      advance(1);
    }
    expect(breaker.state).toBe('open');
  });

  it('makes no call while it is open', async () => {
    const { breaker, advance, open } = createBreaker();
    await open();
    advance(999);
    let calls = 0;
    const call = async () => {
      calls += 1;
    };
    await expect(breaker.run(call)).rejects.toThrow(BreakerOpenError);
    expect(calls).toBe(0);
  });

  it('lets exactly one call probe when the time is up, and closes when it succeeds', async () => {
    const { breaker, changes, advance, open } = createBreaker();
    await open();
    advance(1000);
    const answer = latch<string>();
    const probe = breaker.run(() => answer.opened);
    expect(breaker.state).toBe('half-open');
    await expect(breaker.run(succeed)).rejects.toThrow(BreakerOpenError);
    answer.open('back');
    expect(await probe).toBe('back');
    expect(await breaker.run(succeed)).toBe('done');
    expect(changes).toEqual(['open', 'half-open', 'closed']);
  });

  it('opens again for the whole time when the probe fails', async () => {
    const { breaker, advance, open } = createBreaker();
    await open();
    advance(1000);
    await expect(breaker.run(fail)).rejects.toThrow('away');
    expect(breaker.state).toBe('open');
    advance(999);
    await expect(breaker.run(succeed)).rejects.toThrow(BreakerOpenError);
    advance(1);
    expect(await breaker.run(succeed)).toBe('done');
    expect(breaker.state).toBe('closed');
  });

  it('is not closed by a call that began before it opened', async () => {
    const { breaker, open } = createBreaker();
    const late = latch<string>();
    const call = breaker.run(() => late.opened);
    await open();
    late.open('late');
    await call;
    expect(breaker.state).toBe('open');
  });
});
