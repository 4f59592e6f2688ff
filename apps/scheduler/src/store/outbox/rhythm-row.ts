import type { Rhythm } from '@goodshunter/contracts/api';
import { parseJson } from '@goodshunter/db';

/** Of the table `rhythm` as `r`. */
export const RHYTHM_COLUMNS = `r.time_zone AS timeZone, r.quiet, r.wake_under AS wakeUnder, r.rhythm, r.per_hunt AS perHunt,
  r.tells_nothing AS tellsNothing`;

export interface RhythmRow {
  /** Null: there is no row. */
  timeZone: string | null;
  quiet: unknown;
  wakeUnder: unknown;
  rhythm: unknown;
  perHunt: unknown;
  tellsNothing: number | null;
}

/** Null: this person has said nothing of hours. */
export function toRhythm({ timeZone, quiet, wakeUnder, rhythm, perHunt, tellsNothing }: RhythmRow): Rhythm | null {
  if (timeZone === null) return null;
  return {
    timeZone,
    quiet: parseJson<Rhythm['quiet']>(quiet) ?? [],
    wakeUnder: parseJson<Rhythm['wakeUnder']>(wakeUnder),
    rhythm: parseJson<Rhythm['rhythm']>(rhythm) ?? { kind: 'now' },
    perHunt: parseJson<Rhythm['perHunt']>(perHunt) ?? {},
    tellNothing: tellsNothing === 1,
  };
}
