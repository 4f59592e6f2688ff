import type { QuietHours, Rhythm, RhythmKind } from '@goodshunter/contracts/api';
import type { NewsEvent } from './news.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DEFAULT_DAILY = '18:00';

/** When news may go, and why not at once. */
export interface TellAt {
  at: Date;
  held: 'quiet' | 'hourly' | 'daily' | null;
}

/**
 * When a person wants to hear what happens now: at the next turn of their rhythm, and not in their quiet hours, unless its price wakes
 * them. Clock times are those of their zone, so a day of 23 or 25 hours and zones with half hours are as people live them: a time that a
 * change of clocks leaves out comes when the clock jumps, and of one that comes twice the first counts.
 */
export function whenToTell(now: Date, rhythm: Rhythm | null, taskId: number, events: readonly NewsEvent[]): TellAt {
  if (rhythm === null || wakes(rhythm.wakeUnder, events)) return { at: now, held: null };
  const kind = rhythm.perHunt[String(taskId)] ?? rhythm.rhythm;
  const turn = nextTurn(now, kind, rhythm.timeZone);
  const at = afterQuiet(turn, rhythm.quiet, rhythm.timeZone);
  if (at.getTime() > turn.getTime()) return { at, held: 'quiet' };
  return { at, held: kind.kind === 'now' ? null : kind.kind };
}

function wakes(wakeUnder: Rhythm['wakeUnder'], events: readonly NewsEvent[]): boolean {
  if (wakeUnder === null) return false;
  return events.some(
    ({ newPrice, currency, kind }) =>
      kind !== 'sold' && newPrice !== null && newPrice <= wakeUnder.price && currency === wakeUnder.currency,
  );
}

function nextTurn(now: Date, { kind, at = DEFAULT_DAILY }: RhythmKind, timeZone: string): Date {
  if (kind === 'now') return now;
  const local = toLocal(now, timeZone);
  if (kind === 'hourly') {
    // The full hour on the person's clock, which in some zones is the half hour of the world's.
    const next = new Date(now.getTime() + (60 - (local.minutes % 60)) * MINUTE_MS);
    next.setUTCSeconds(0, 0);
    // Where clocks are put back by half an hour on the way, it shows half past then, once more before the hour.
    const shown = toLocal(next, timeZone);
    const isBack = shown.day === local.day && Math.floor(shown.minutes / 60) === Math.floor(local.minutes / 60);
    return isBack ? new Date(next.getTime() + ((60 - (shown.minutes % 60)) % 60) * MINUTE_MS) : next;
  }
  const today = atClock(local.day, at, timeZone);
  return today.getTime() > now.getTime() ? today : atClock(local.day + 1, at, timeZone);
}

/** A daily turn of somebody who wants to hear even of nothing. */
export interface DigestTurn {
  at: Date;
  /** The turn before it. */
  since: Date;
  /** When what is told then goes out: after their quiet hours. */
  sendAt: Date;
  /** Whether a hunt's news waits for this turn. */
  isOf(taskId: number): boolean;
}

const HOUR_MS = 60 * MINUTE_MS;

/** The next daily turn of which they want to hear in any case; null: they do not, or have no daily digest. */
export function nextDigest(now: Date, rhythm: Rhythm): Date | null {
  if (rhythm.tellNothing !== true) return null;
  const turns = clocksOf(rhythm).map((at) => nextTurn(now, { kind: 'daily', at }, rhythm.timeZone).getTime());
  return turns.length === 0 ? null : new Date(Math.min(...turns));
}

/** The last turn of each of their daily times from `from` until `until`. */
export function digestTurns(from: Date, until: Date, rhythm: Rhythm): DigestTurn[] {
  if (rhythm.tellNothing !== true) return [];
  const { timeZone, perHunt, quiet } = rhythm;
  return clocksOf(rhythm).flatMap((clock) => {
    const daily: RhythmKind = { kind: 'daily', at: clock };
    let last: Date | undefined;
    for (let turn = new Date(from.getTime() - 1); ; last = turn) {
      turn = nextTurn(turn, daily, timeZone);
      if (turn > until) break;
    }
    if (last === undefined) return [];
    return [
      {
        at: last,
        // A day has 23 to 25 hours.
        since: nextTurn(new Date(last.getTime() - 26 * HOUR_MS), daily, timeZone),
        sendAt: afterQuiet(last, quiet, timeZone),
        isOf: (taskId) => clockOf(perHunt[String(taskId)] ?? rhythm.rhythm) === clock,
      },
    ];
  });
}

const clockOf = ({ kind, at = DEFAULT_DAILY }: RhythmKind) => (kind === 'daily' ? at : undefined);

function clocksOf({ rhythm, perHunt }: Rhythm): string[] {
  const clocks = [rhythm, ...Object.values(perHunt)].map(clockOf);
  return [...new Set(clocks)].filter((clock) => clock !== undefined);
}

/** The first instant from `from` on that lies in no quiet hours. */
function afterQuiet(from: Date, quiet: readonly QuietHours[], timeZone: string): Date {
  let at = from;
  // Hours that follow each other are left one after the other; a week of them is for ever.
  for (let tries = 0; tries < 16; tries += 1) {
    const end = endOfQuiet(at, quiet, timeZone);
    if (end === undefined) return at;
    at = end;
  }
  return at;
}

/** When the quiet hours end that hold at this instant; undefined: none do. */
export function endOfQuiet(at: Date, quiet: readonly QuietHours[], timeZone: string): Date | undefined {
  const { day } = toLocal(at, timeZone);
  let latest: Date | undefined;
  for (const { days, from, to } of quiet) {
    for (const begin of [day - 1, day]) {
      if (!days.includes(weekday(begin))) continue;
      const start = atClock(begin, from, timeZone);
      const end = atClock(to > from ? begin : begin + 1, to, timeZone);
      const holds = start.getTime() <= at.getTime() && at.getTime() < end.getTime();
      if (holds && (latest === undefined || end > latest)) latest = end;
    }
  }
  return latest;
}

/** A day as the number of days since 1970-01-01 of the person's calendar. */
interface LocalTime {
  day: number;
  /** Since midnight, by the clock. */
  minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function toLocal(instant: Date, timeZone: string): LocalTime {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { day: Date.UTC(year, month - 1, day) / (DAY_MINUTES * MINUTE_MS), minutes: hour * 60 + minute };
}

/** 1 Monday to 7 Sunday; 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The first instant at which the person's clock shows this time on this day, or has jumped past it. */
function atClock(day: number, clock: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const wanted = hours * 60 + minutes;
  const asUtc = day * DAY_MINUTES * MINUTE_MS + wanted * MINUTE_MS;
  // No zone is further from UTC than 14 hours, none changes its clock twice within these two days.
  const offsets = [-1, 1].map((side) => offsetAt(asUtc + side * DAY_MINUTES * MINUTE_MS, timeZone));
  const candidates = offsets
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === asUtc)
    .sort((one, other) => one - other);
  const [first] = candidates;
  if (first !== undefined) return new Date(first);
  // The clock jumps over it: the jump is where the offset changes.
  return new Date(findJump(asUtc - Math.max(...offsets), asUtc - Math.min(...offsets), timeZone));
}

function offsetAt(instantMs: number, timeZone: string): number {
  const { day, minutes } = toLocal(new Date(instantMs), timeZone);
  const floored = Math.floor(instantMs / MINUTE_MS) * MINUTE_MS;
  return day * DAY_MINUTES * MINUTE_MS + minutes * MINUTE_MS - floored;
}

function findJump(fromMs: number, toMs: number, timeZone: string): number {
  let [low, high] = [Math.floor(fromMs / MINUTE_MS), Math.ceil(toMs / MINUTE_MS)];
  const before = offsetAt(low * MINUTE_MS, timeZone);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE_MS, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}
