import { FULL_HOST_PACE } from '@goodshunter/contracts/sources';

/** What a host may be asked for: a bucket that leaks by time. All in ms. */
export interface HostLimits {
  /** The time that one request takes of the budget, at full rate. */
  gapMs: number;
  /** How far ahead of its rate a host may be: the burst. */
  windowMs: number;
  /** The same two for a limit per day; 0: there is none. */
  dayGapMs: number;
  dayWindowMs: number;
}

/** What the crawls that ended say of their host. */
export interface Settlement {
  /** Granted and not used, to be given back but for what has leaked since: the store knows. */
  unused: readonly UnusedGrant[];
  /** The same of the limit per day, in ms of its bucket, without what may have leaked. */
  dayRefundMs: number;
  /** Requests beyond what was granted. */
  excess: number;
  /** Crawls that went well. */
  successes: number;
  /** As its robots.txt asks; undefined: nothing new is known. */
  delayMs?: number | undefined;
  refusal?: Refusal | undefined;
}

/** Requests that were granted and not sent. */
export interface UnusedGrant {
  /** Whose task it was. */
  owner: number;
  requests: number;
  /** Of the bucket, in ms. */
  unusedMs: number;
  /** When the store granted them, by its clock. */
  grantedAtMs: number;
}

/** A failure that speaks of the whole host. */
export interface Refusal {
  /** It was told to slow down: its rate is halved. */
  isSlowing: boolean;
  /** Failures in a row from which on its tasks are kept back. */
  threshold: number;
  /** It asked for this much patience. */
  retryAfterMs: number;
}

export interface HostMove {
  host: string;
  limits: HostLimits;
  settled: Settlement;
  /** Requests asked for, all or none of them; 0: nothing, there is only something to settle. */
  wanted: number;
  /** The person whose task asks; 0 where nothing is asked for. */
  owner: number;
}

export interface HostAnswer {
  /** 0: granted. Else a task's own turn in the line of those that wait, in ms from now. */
  waitMs: number;
  /** What each granted request costs, in ms of the bucket. */
  costMs: number;
  /** It is slower than it may be, or has failed: successes are worth telling. */
  isSlowed: boolean;
  /** When that was, by the store's clock. */
  atMs: number;
}

/** Where the budgets of hosts are kept: one exchange settles what is over and asks for more. */
export interface HostStore {
  readonly name: 'redis' | 'rows';
  exchange(move: HostMove): Promise<HostAnswer>;
}

/** The pace of a host in 64ths of its rate, and the least of it. */
export const FULL_PACE = FULL_HOST_PACE;
export const LEAST_PACE = 2;
/** Of hosts that fail: the first wait, doubled by each further failure, and the longest. */
export const FIRST_BACKOFF_MS = 5000;
export const LONGEST_BACKOFF_MS = 600_000;
/** A shop may ask for more patience, but not close itself to all tasks for longer. */
const LONGEST_RETRY_AFTER_MS = 24 * 3600_000;
/** The longest crawl-delay that is believed. */
const LONGEST_DELAY_MS = 60_000;
/** Longest line of waiting tasks: who comes when it is full comes back at its end. */
export const LONGEST_LINE_MS = 900_000;
/** Where somebody waits, room is kept for a task that was told to come for this long after its turn: a tick of the publisher, and a busy machine. */
export const KEPT_MS = 5000;
/** Most people whose turns at one host are told apart while they wait. */
export const MOST_OWNERS = 64;
/** A budget is forgotten this long after it is whole again; a host that failed is remembered for longer. */
export const FORGET_MS = 60_000;
export const FORGET_SLOWED_MS = 3_600_000;

/** A grant is remembered for this long: what a later settlement gives back has leaked. Longer than any crawl. */
export const REMEMBERED_MS = 180_000;
/** Most low points of a bucket that are kept. */
export const MOST_LOWS = 32;

export const NOTHING_SETTLED: Settlement = { unused: [], dayRefundMs: 0, excess: 0, successes: 0 };

/** A move as whole numbers, bounded: what both stores are sent. */
export interface HostParameters {
  dayRefund: number;
  excess: number;
  successes: number;
  /** -1: nothing new. */
  delay: number;
  slowing: number;
  /** 0: no refusal. */
  threshold: number;
  retryAfter: number;
  wanted: number;
  gap: number;
  window: number;
  dayGap: number;
  dayWindow: number;
  owner: number;
}

export function toParameters({ limits, settled, wanted, owner }: HostMove): HostParameters {
  const { refusal, delayMs } = settled;
  return {
    dayRefund: Math.max(0, Math.floor(settled.dayRefundMs)),
    excess: settled.excess,
    successes: settled.successes,
    delay: delayMs === undefined ? -1 : Math.min(LONGEST_DELAY_MS, Math.round(delayMs)),
    slowing: refusal?.isSlowing ? 1 : 0,
    threshold: refusal?.threshold ?? 0,
    retryAfter: Math.min(LONGEST_RETRY_AFTER_MS, Math.round(refusal?.retryAfterMs ?? 0)),
    wanted,
    gap: limits.gapMs,
    window: limits.windowMs,
    dayGap: limits.dayGapMs,
    dayWindow: limits.dayWindowMs,
    owner,
  };
}
