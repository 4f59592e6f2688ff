import { z } from 'zod';
import { eventKindSchema } from './item.js';

const amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const percent = z.number().positive().max(100);

/**
 * What of a hunt is told; each part may be left out. Null instead of the whole: people are told `new`, `price_drop` and `back`, webhooks
 * and MQTT everything. That a hunt cannot look, and that it can again, is always told.
 */
export const rulesSchema = z
  .strictObject({
    /** Null: as where nothing is said. */
    kinds: z.array(eventKindSchema).max(10).nullable(),
    /** Only at this price or less, in minor units. */
    atOrBelow: amount.nullable(),
    /** A drop from this many percent on, or from `dropAmount` on. */
    dropPercent: percent.nullable(),
    dropAmount: amount.nullable(),
    /** Only this many percent under the typical price of 90 days; needs 14 days of history. */
    belowTypicalPercent: percent.nullable(),
    /** Only at or under the lowest price ever seen. */
    lowestEver: z.boolean(),
    /** A listing that was told is not told again for this long. */
    rearmHours: z.number().positive().max(8760).nullable(),
    /** Tell what the first look finds too. */
    firstLook: z.boolean(),
    /** Tell nothing before this. */
    mutedUntil: z.iso.datetime({ offset: true }).nullable(),
  })
  .partial();
export type Rules = z.infer<typeof rulesSchema>;
