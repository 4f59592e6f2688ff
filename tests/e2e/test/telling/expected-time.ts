import type { Rhythm, RhythmKind } from '@goodshunter/contracts/api';

const MINUTE_MS = 60_000;
const MOST_MINUTES = 4 * 24 * 60;

interface Wall {
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** `07:05` */
  clock: string;
  day: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on this person's wall shows. */
export function wallAt(instantMs: number, timeZone: string): Wall {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1,
    clock: `${parts.hour}:${parts.minute}`,
    day: `${parts.year}-${parts.month}-${parts.day}`,
  };
}

export function isQuiet(instantMs: number, { quiet, timeZone }: Pick<Rhythm, 'quiet' | 'timeZone'>): boolean {
  const { weekday, clock } = wallAt(instantMs, timeZone);
  const before = weekday === 1 ? 7 : weekday - 1;
  return quiet.some(({ days, from, to }) =>
    from < to
      ? days.includes(weekday) && from <= clock && clock < to
      : (days.includes(weekday) && clock >= from) || (days.includes(before) && clock < to),
  );
}

/**
 * When somebody who looks at the clock on the wall every minute would tell what happened at `atMs`: the words of the documentation once
 * more, with no arithmetic of zones in them.
 */
export function expectedTime(atMs: number, rhythm: Rhythm, kind: RhythmKind, isWaking: boolean): number {
  if (isWaking) return atMs;
  let turn = atMs;
  if (kind.kind !== 'now') {
    turn = Math.floor(atMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    for (let tried = 0; !isTurn(turn, kind, rhythm.timeZone); tried += 1) {
      if (tried > MOST_MINUTES) throw new Error('no turn comes');
      turn += MINUTE_MS;
    }
  }
  for (let tried = 0; isQuiet(turn, rhythm); tried += 1) {
    if (tried > MOST_MINUTES) throw new Error('it is quiet for ever');
    turn = Math.floor(turn / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  }
  return turn;
}

function isTurn(instantMs: number, { kind, at = '18:00' }: RhythmKind, timeZone: string): boolean {
  const now = wallAt(instantMs, timeZone);
  const before = wallAt(instantMs - MINUTE_MS, timeZone);
  // An hour that the clock jumps over comes with the jump.
  if (kind === 'hourly') return now.clock.endsWith(':00') || hourOf(now) > hourOf(before);
  const isFirst = now.day !== before.day ? now.clock >= at : before.clock < at && now.clock >= at;
  // A time that comes twice counts the first time.
  return isFirst && !cameBefore(instantMs, at, timeZone);
}

const hourOf = ({ clock }: Wall) => Number(clock.slice(0, 2));

function cameBefore(instantMs: number, at: string, timeZone: string): boolean {
  const { day } = wallAt(instantMs, timeZone);
  for (let past = instantMs - MINUTE_MS; past > instantMs - 3 * 60 * MINUTE_MS; past -= MINUTE_MS) {
    const wall = wallAt(past, timeZone);
    if (wall.day === day && wall.clock >= at) return true;
  }
  return false;
}
