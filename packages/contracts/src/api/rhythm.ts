import { z } from 'zod';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 18:00');

/** When what is told goes out: `now`, at each full hour, or daily `at` a time of the person's zone. */
export const rhythmKindSchema = z.strictObject({
  kind: z.enum(['now', 'hourly', 'daily']),
  /** Of `daily`. @default '18:00' */
  at: clockTime.optional(),
});
export type RhythmKind = z.infer<typeof rhythmKindSchema>;

export const quietHoursSchema = z.strictObject({
  /** On which days it begins: 1 Monday to 7 Sunday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  /** Before `from`: on the next day. Equal to it: a whole day. */
  to: clockTime,
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** `GET` and `PUT /api/me/rhythm`: when a person wants to hear. What is held goes out afterwards as one message that is still true. */
export const rhythmSchema = z.strictObject({
  /** IANA name. */
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  quiet: z.array(quietHoursSchema).max(14),
  /** At or under this price nothing is held; in minor units. */
  wakeUnder: z
    .strictObject({
      price: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
    })
    .nullable(),
  rhythm: rhythmKindSchema,
  /** By task id, where it differs. */
  perHunt: z.record(z.string().regex(/^[1-9]\d{0,15}$/, 'must be a task id'), rhythmKindSchema),
  /** A daily digest comes even when there is nothing to tell, and says how often it looked. @default false */
  tellNothing: z.boolean().optional(),
});
export type Rhythm = z.infer<typeof rhythmSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
