import { z } from 'zod';

const queueModeSchema = z.enum(['redis_streams', 'db_polling']);
export type QueueMode = z.infer<typeof queueModeSchema>;

/** `GET /api/queue`. Figures of the stream are null while Redis is away or switched off. */
export const queueStatusSchema = z.object({
  /** What the living schedulers say; `db_polling` as soon as one polls; null when none lives. */
  mode: queueModeSchema.nullable(),
  modeSince: z.iso.datetime().nullable(),
  modeReason: z.string().nullable(),
  schedulers: z.array(
    z.object({
      name: z.string(),
      mode: queueModeSchema,
      modeSince: z.iso.datetime(),
      modeReason: z.string(),
      beatAt: z.iso.datetime(),
    }),
  ),
  /** Why nobody does the work, after 30 s: no scheduler lives, or entries wait and none reads them; null: somebody does. */
  trouble: z.string().nullable(),
  stream: z.string(),
  group: z.string(),
  length: z.number().int().nullable(),
  waiting: z.number().int().nullable(),
  pending: z.number().int().nullable(),
  oldestPendingMs: z.number().int().nullable(),
  lag: z.number().int().nullable(),
  consumers: z.number().int().nullable(),
  deadLetters: z.number().int().nullable(),
  /** Due in the database, announced or not; what runs is not due. */
  due: z.number().int(),
});
export type QueueStatus = z.infer<typeof queueStatusSchema>;
