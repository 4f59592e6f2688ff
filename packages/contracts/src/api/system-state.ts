import { z } from 'zod';
import { queueStatusSchema } from './queue.js';

const instant = z.iso.datetime();

/** How the house is doing, for those who run it. */
export const systemStateSchema = z.object({
  mode: queueStatusSchema.shape.mode,
  reason: z.string().nullable(),
  since: instant.nullable(),
  queue: queueStatusSchema.omit({ schedulers: true, mode: true, modeSince: true, modeReason: true }),
  replicas: queueStatusSchema.shape.schedulers,
  /** As this api reaches them now. */
  crawlers: z.array(z.object({ address: z.string(), answers: z.boolean(), status: z.string() })),
  /** Hosts whose hunts do not look well, or that were slowed, worst first; at most 50. */
  hosts: z.array(
    z.object({
      host: z.string(),
      hunts: z.number().int(),
      failing: z.number().int(),
      /** The most frequent reason. */
      reason: z.string().nullable(),
      /** Share of the rate that it is asked at, while rows keep the budgets (Redis away); null otherwise. */
      pace: z.number().nullable(),
    }),
  ),
  deadLetters: z.object({ count: z.number().int().nullable() }),
  versions: z.record(z.string(), z.string()),
  links: z.record(z.string(), z.string()),
});
export type SystemState = z.infer<typeof systemStateSchema>;

export const deadLetterSchema = z.object({
  id: z.string(),
  taskId: z.number().int().nullable(),
  taskName: z.string().nullable(),
  reason: z.string(),
  deliveries: z.number().int(),
  buriedAt: instant,
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
