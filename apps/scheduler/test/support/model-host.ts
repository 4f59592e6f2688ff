import {
  FIRST_BACKOFF_MS,
  FULL_PACE,
  type HostAnswer,
  type HostMove,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  LONGEST_LINE_MS,
  MOST_LOWS,
  REMEMBERED_MS,
  toParameters,
} from '../../src/hosts/host-store.js';

/** What the stores keep of one host, in ms of their clock. */
export interface HostState {
  full: number;
  dayFull: number;
  pace: number;
  delay: number;
  failures: number;
  notBefore: number;
  line: number;
  /** What a store of Redis knows of leaks: when requests were granted, and how full the bucket was before. */
  lows: { at: number; low: number }[];
}

export const NEW_HOST: HostState = {
  full: 0,
  dayFull: 0,
  pace: FULL_PACE,
  delay: 0,
  failures: 0,
  notBefore: 0,
  line: 0,
  lows: [],
};

/** Whether the store keeps account of what has leaked, as Redis does, or is told by whom it asks. */
export type LeaksKnownBy = 'store' | 'asker';

/** How full the bucket was at its lowest since each instant: of two low points, a later and lower one is all that counts. */
function dropHigher(lows: HostState['lows']): HostState['lows'] {
  return lows.filter(({ low }, index) => lows.slice(index + 1).every((later) => later.low > low));
}

/** The rules of the budget in plain words of TypeScript: what the script and the statement must agree with. */
export function exchangeWithModel(
  was: HostState,
  move: HostMove,
  now: number,
  leaksKnownBy: LeaksKnownBy,
): { state: HostState; answer: HostAnswer } {
  const told = toParameters(move);
  const pace = told.slowing
    ? Math.max(LEAST_PACE, Math.floor(was.pace / 2))
    : Math.min(FULL_PACE, was.pace + told.successes);
  const delay = told.delay >= 0 ? told.delay : was.delay;
  let { failures, notBefore, line } = was;
  if (told.threshold > 0) {
    failures = Math.min(failures, 1000) + 1;
    const excess = failures - told.threshold;
    const backoff = excess < 0 ? 0 : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(20, excess));
    notBefore = Math.max(notBefore, now + Math.max(backoff, told.retryAfter));
  } else if (told.successes > 0) failures = 0;

  const costMs = Math.ceil((Math.max(told.gap, delay) * FULL_PACE) / pace);
  let lows = was.lows.filter(({ at }) => at > now - REMEMBERED_MS);
  let reduced = was.full - (leaksKnownBy === 'asker' ? told.refund : 0);
  for (const { grantedAtMs, unusedMs } of leaksKnownBy === 'store' ? move.settled.unused : []) {
    if (grantedAtMs > now || grantedAtMs <= now - REMEMBERED_MS) continue;
    const since = lows.filter(({ at }) => at > grantedAtMs);
    const back = Math.min(unusedMs, Math.max(0, reduced - now), ...since.map(({ low }) => low));
    reduced -= back;
    lows = dropHigher(lows.map(({ at, low }) => ({ at, low: at > grantedAtMs ? low - back : low })));
  }
  let full = Math.max(reduced, now) + told.excess * costMs;
  let dayFull = Math.max(was.dayFull - told.dayRefund, now) + told.excess * told.dayGap;
  let waitMs = 0;
  if (told.wanted > 0) {
    const need = told.wanted * costMs;
    const dayNeed = told.wanted * told.dayGap;
    waitMs = Math.max(
      0,
      notBefore - now,
      full + need - now - Math.max(told.window, need),
      dayFull + dayNeed - now - Math.max(told.dayWindow, dayNeed),
    );
    if (waitMs === 0) {
      if (leaksKnownBy === 'store') lows = dropHigher([...lows, { at: now, low: full - now }]);
      full += need;
      dayFull += dayNeed;
    } else {
      const turn = Math.min(Math.max(line, now + waitMs), now + waitMs + LONGEST_LINE_MS);
      line = turn + Math.max(costMs, told.dayGap);
      waitMs = turn - now;
    }
  }
  while (lows.length > MOST_LOWS) {
    const [first, second, ...others] = lows;
    if (first && second) lows = [{ at: second.at, low: first.low }, ...others];
  }
  const isSlowed = pace < FULL_PACE || failures > 0;
  const state = { full, dayFull, pace, delay, failures, notBefore, line, lows };
  return { state, answer: { waitMs, costMs, isSlowed, ...(leaksKnownBy === 'store' ? { atMs: now } : {}) } };
}
