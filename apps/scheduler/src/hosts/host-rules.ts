import {
  FIRST_BACKOFF_MS,
  FULL_PACE,
  type HostAnswer,
  type HostMove,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  MOST_LOWS,
  REMEMBERED_MS,
  toParameters,
} from './host-store.js';
import { type HostTurns, NO_TURNS, settleTurns, takeTurn } from './turns-by-owner.js';

/** What the stores keep of one host, in ms of their clock. */
export interface HostState {
  full: number;
  dayFull: number;
  pace: number;
  delay: number;
  failures: number;
  notBefore: number;
  /** What is known of leaks: when requests were granted, and how full the bucket was before. */
  lows: readonly LowPoint[];
  turns: HostTurns;
}

export interface LowPoint {
  at: number;
  low: number;
}

export const NEW_HOST: HostState = {
  full: 0,
  dayFull: 0,
  pace: FULL_PACE,
  delay: 0,
  failures: 0,
  notBefore: 0,
  lows: [],
  turns: NO_TURNS,
};

/** How full the bucket was at its lowest since each instant: of two low points, a later and lower one is all that counts. */
function dropHigher(lows: readonly LowPoint[]): LowPoint[] {
  return lows.filter(({ low }, index) => lows.slice(index + 1).every((later) => later.low > low));
}

/**
 * The rules of the budget: settles what is over and asks for more. Rows go by them as they stand here; redis-host-store.ts has them in
 * Lua.
 *
 * What was granted and not sent is given back in full, but for what would have leaked unused: a bucket that was never lower since than
 * what is given back would not have been empty without it either.
 */
export function exchangeByRules(was: HostState, move: HostMove, now: number): { state: HostState; answer: HostAnswer } {
  const told = toParameters(move);
  const pace = told.slowing
    ? Math.max(LEAST_PACE, Math.floor(was.pace / 2))
    : Math.min(FULL_PACE, was.pace + told.successes);
  const delay = told.delay >= 0 ? told.delay : was.delay;
  let { failures, notBefore } = was;
  if (told.threshold > 0) {
    failures = Math.min(failures, 1000) + 1;
    const excess = failures - told.threshold;
    const backoff = excess < 0 ? 0 : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(20, excess));
    notBefore = Math.max(notBefore, now + Math.max(backoff, told.retryAfter));
  } else if (told.successes > 0) failures = 0;

  const costMs = Math.ceil((Math.max(told.gap, delay) * FULL_PACE) / pace);
  const leaked = giveBack(was, move, now);
  let { lows } = leaked;
  let full = Math.max(leaked.full, now) + told.excess * costMs;
  let dayFull = Math.max(was.dayFull - told.dayRefund, now) + told.excess * told.dayGap;
  let turns = settleTurns(was.turns, move.settled.unused, now);
  let waitMs = 0;
  if (told.wanted > 0) {
    const { owner, wanted, window, dayGap, dayWindow } = told;
    const timeUntil = (requests: number, most: number, dayMost: number) =>
      Math.max(0, full + requests * costMs - now - most, dayFull + requests * dayGap - now - dayMost);
    const most = Math.max(window, wanted * costMs);
    const freeInMs = Math.max(notBefore - now, timeUntil(wanted, most, Math.max(dayWindow, wanted * dayGap)));
    const hasRoomFor = (requests: number) => timeUntil(requests, window, dayWindow) === 0;
    ({ waitMs, turns } = takeTurn(turns, {
      owner,
      wanted,
      now,
      freeInMs,
      costMs: Math.max(costMs, dayGap),
      hasRoomFor,
    }));
    if (waitMs === 0) {
      lows = dropHigher([...lows, { at: now, low: full - now }]);
      full += wanted * costMs;
      dayFull += wanted * dayGap;
    }
  }
  while (lows.length > MOST_LOWS) {
    const [first, second, ...others] = lows;
    if (first && second) lows = [{ at: second.at, low: first.low }, ...others];
  }
  const isSlowed = pace < FULL_PACE || failures > 0;
  const state = { full, dayFull, pace, delay, failures, notBefore, lows, turns };
  return { state, answer: { waitMs, costMs, isSlowed, atMs: now } };
}

/** How full the bucket is without what was not sent. */
function giveBack(was: HostState, { settled }: HostMove, now: number): { full: number; lows: readonly LowPoint[] } {
  let { full } = was;
  let lows: readonly LowPoint[] = was.lows.filter(({ at }) => at > now - REMEMBERED_MS);
  for (const { grantedAtMs, unusedMs } of settled.unused) {
    if (grantedAtMs > now || grantedAtMs <= now - REMEMBERED_MS) continue;
    const since = lows.filter(({ at }) => at > grantedAtMs);
    const back = Math.min(unusedMs, Math.max(0, full - now), ...since.map(({ low }) => low));
    full -= back;
    lows = dropHigher(lows.map(({ at, low }) => ({ at, low: at > grantedAtMs ? low - back : low })));
  }
  return { full, lows };
}
