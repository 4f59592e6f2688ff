import { z } from 'zod';
import { queueStatusSchema } from './queue.js';

const instant = z.iso.datetime();

/** One host that hunts look at: how often it may be asked, and what slowed it. */
const hostStateSchema = z.object({
  host: z.string(),
  /** Active ones. */
  hunts: z.number().int(),
  failing: z.number().int(),
  /** The most frequent reason of those. */
  reason: z.string().nullable(),
  /** Share of the rate that it is asked at, 1 while nothing slows it; null: nobody asked it lately. */
  pace: z.number().nullable(),
  /** Its budget: one request in so many seconds, all tasks and replicas together; null as above. */
  secondsPerRequest: z.number().nullable(),
  /** It asked for patience, or failed again and again: nothing is sent before. */
  restsUntil: instant.nullable(),
  /** `refused`: it told us to slow down. `failing`: it failed just now. `crawl_delay`: its robots.txt asks for it. */
  slowedBy: z.array(z.enum(['refused', 'failing', 'crawl_delay'])),
});
export type HostState = z.infer<typeof hostStateSchema>;

/** Troubled and slowed hosts first, then those of most hunts. */
export const hostListSchema = z.object({
  data: z.array(hostStateSchema),
  /** How many there are, also those that are not listed. */
  total: z.number().int(),
});
export type HostList = z.infer<typeof hostListSchema>;

/** How the house is doing, for those who run it. */
export const systemStateSchema = z.object({
  mode: queueStatusSchema.shape.mode,
  reason: z.string().nullable(),
  reasonCode: queueStatusSchema.shape.modeCode,
  since: instant.nullable(),
  queue: queueStatusSchema.omit({ schedulers: true, mode: true, modeSince: true, modeReason: true, modeCode: true }),
  replicas: queueStatusSchema.shape.schedulers,
  /** As this api reaches them now. */
  crawlers: z.array(z.object({ address: z.string(), answers: z.boolean(), status: z.string() })),
  /** Hosts whose hunts do not look well, or that were slowed, worst first; at most 50. `GET /api/system/hosts` knows all. */
  hosts: z.array(hostStateSchema.pick({ host: true, hunts: true, failing: true, reason: true, pace: true })),
  deadLetters: z.object({ count: z.number().int().nullable() }),
  versions: z.record(z.string(), z.string()),
  links: z.record(z.string(), z.string()),
});
export type SystemState = z.infer<typeof systemStateSchema>;

export const deadLetterSchema = z.object({
  id: z.string(),
  taskId: z.number().int().nullable(),
  taskName: z.string().nullable(),
  /** `unreadable`: no task can be read out of it. `failing`: its runs failed here. `crashing`: its runs came to no end. */
  kind: z.enum(['unreadable', 'failing', 'crashing']),
  reason: z.string(),
  deliveries: z.number().int(),
  buriedAt: instant,
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
