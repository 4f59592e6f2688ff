import type { Rhythm } from '../../../lib/api-types.js';

/** Hours in which nothing is delivered; `days` are 1 (Monday) to 7. */
export interface Quiet {
  days: number[];
  from: string;
  to: string;
}

/** When a person is told, as `GET /api/me/rhythm` answers it. */
export interface MyRhythm {
  timeZone: string;
  quiet: Quiet[];
  wakeUnder: { price: number; currency: string } | null;
  rhythm: Rhythm;
  perHunt: Record<string, Rhythm>;
  /** A daily digest goes out even of nothing. */
  tellNothing?: boolean;
}

export const WORKDAYS = [1, 2, 3, 4, 5];
export const WEEKEND = [6, 7];

/** Other hours for these days; those of the other days stay. */
export function withHours(
  quiet: readonly Quiet[],
  days: readonly number[],
  hours: { from: string; to: string },
): Quiet[] {
  const others = quiet
    .map((one) => ({ ...one, days: one.days.filter((day) => !days.includes(day)) }))
    .filter((one) => one.days.length > 0);
  return [...others, { days: [...days], ...hours }];
}

/** Another kind of rhythm; a daily one keeps its hour. */
export function withKind(rhythm: Rhythm, kind: string): Rhythm {
  return { kind: kind as Rhythm['kind'], ...(kind === 'daily' ? { at: rhythm.at ?? '18:00' } : {}) };
}

export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Nothing was ever said of hours: the zone of this browser is a better guess than none. */
export function isUntouched({ timeZone, quiet, wakeUnder, rhythm, perHunt }: MyRhythm): boolean {
  const hasHours = quiet.length > 0 || rhythm.kind !== 'now' || Object.keys(perHunt).length > 0;
  return timeZone === 'UTC' && !hasHours && wakeUnder === null;
}
