import {
  FIRST_BACKOFF_MS,
  FULL_PACE,
  type HostAnswer,
  type HostMove,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  LONGEST_LINE_MS,
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
}

export const NEW_HOST: HostState = {
  full: 0,
  dayFull: 0,
  pace: FULL_PACE,
  delay: 0,
  failures: 0,
  notBefore: 0,
  line: 0,
};

/** The rules of the budget in plain words of TypeScript: what the script and the statement must agree with. */
export function exchangeWithModel(
  was: HostState,
  move: HostMove,
  now: number,
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
  let full = Math.max(was.full - told.refund, now) + told.excess * costMs;
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
      full += need;
      dayFull += dayNeed;
    } else {
      const turn = Math.min(Math.max(line, now + waitMs), now + waitMs + LONGEST_LINE_MS);
      line = turn + Math.max(costMs, told.dayGap);
      waitMs = turn - now;
    }
  }
  const isSlowed = pace < FULL_PACE || failures > 0;
  return { state: { full, dayFull, pace, delay, failures, notBefore, line }, answer: { waitMs, costMs, isSlowed } };
}
