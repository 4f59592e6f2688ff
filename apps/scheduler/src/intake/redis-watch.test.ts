import { describe, expect, it } from '@jest/globals';
import { type RedisState, WatchRules } from './redis-watch.js';

const OK: RedisState = { status: 'ok', reason: 'redis takes writes' };
const DOWN: RedisState = { status: 'down', reason: 'timeout' };
const FULL: RedisState = { status: 'full', reason: 'full' };

/** Feeds one look each 500 ms; answers the verdict after each. */
function judgeAll(rules: WatchRules, looks: readonly RedisState[], startMs = 0): string[] {
  return looks.map((look, index) => rules.judge(look, startMs + index * 500).status);
}
const times = (count: number, look: RedisState) => Array.from({ length: count }, () => look);

describe('WatchRules', () => {
  it('believes its first look', () => {
    expect(judgeAll(new WatchRules(), [OK])).toEqual(['ok']);
    expect(judgeAll(new WatchRules(), [DOWN])).toEqual(['down']);
  });

  it('forgives one failed look, not two in a row', () => {
    expect(judgeAll(new WatchRules(), [OK, DOWN, OK, DOWN, DOWN])).toEqual(['ok', 'ok', 'ok', 'ok', 'down']);
  });

  it('trusts it again only when it has been well for a while', () => {
    const rules = new WatchRules({ firstTrustMs: 1500 });
    expect(judgeAll(rules, [DOWN, OK, OK, OK, OK])).toEqual(['down', 'down', 'down', 'down', 'ok']);
  });

  it('begins that while anew when it fails in between', () => {
    const rules = new WatchRules({ firstTrustMs: 1000 });
    expect(judgeAll(rules, [DOWN, OK, OK, DOWN, OK, OK, OK])).toEqual([...times(6, DOWN).map(() => 'down'), 'ok']);
  });

  it('waits twice as long each time that a recovery did not last, up to a limit, and forgets after a good spell', () => {
    const rules = new WatchRules({ firstTrustMs: 1000, longestTrustMs: 3000 });
    let nowMs = 0;
    const look = (state: RedisState) => {
      nowMs += 500;
      return rules.judge(state, nowMs).status;
    };
    const recover = () => {
      look(DOWN);
      look(DOWN);
      const wellAt = nowMs + 500;
      while (look(OK) !== 'ok');
      return nowMs - wellAt;
    };
    rules.judge(OK, 0);
    expect([recover(), recover(), recover(), recover()]).toEqual([1000, 2000, 3000, 3000]);
    nowMs += 60_000;
    expect(recover()).toBe(1000);
  });

  it('tells full from down, and back takes the same while', () => {
    const rules = new WatchRules({ firstTrustMs: 500 });
    expect(judgeAll(rules, [OK, FULL, FULL, DOWN, FULL, OK, OK])).toEqual([
      'ok',
      'ok',
      'full',
      'down',
      'full',
      'full',
      'ok',
    ]);
  });
});
