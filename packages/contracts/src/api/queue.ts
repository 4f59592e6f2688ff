import { z } from 'zod';

const queueModeSchema = z.enum(['redis_streams', 'db_polling']);
export type QueueMode = z.infer<typeof queueModeSchema>;

/** Why it is so, for words in somebody's language; null in what a replica of before says. */
export const modeCodeSchema = z.enum([
  'redis_well',
  'queue_off',
  'redis_full',
  'redis_down',
  'redis_timeout',
  'redis_misconf',
  'redis_readonly',
  'redis_loading',
  'redis_refused',
  'redis_wrongtype',
  'redis_error',
]);
export type ModeCode = z.infer<typeof modeCodeSchema>;

/** `GET /api/queue`. Figures of the stream are null while Redis is away or switched off. */
export const queueStatusSchema = z.object({
  /** What the living schedulers say; `db_polling` as soon as one polls; null when none lives. */
  mode: queueModeSchema.nullable(),
  modeSince: z.iso.datetime().nullable(),
  modeReason: z.string().nullable(),
  modeCode: modeCodeSchema.nullable(),
  schedulers: z.array(
    z.object({
      name: z.string(),
      mode: queueModeSchema,
      modeSince: z.iso.datetime(),
      modeReason: z.string(),
      modeCode: modeCodeSchema.nullable(),
      beatAt: z.iso.datetime(),
    }),
  ),
  /** Why nobody does the work, after 30 s: no scheduler lives, or entries wait and none reads them; null: somebody does. */
  trouble: z.string().nullable(),
  troubleCode: z.enum(['no_scheduler', 'nobody_reads', 'nobody_reads_but_polls']).nullable(),
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
