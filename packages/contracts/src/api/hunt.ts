import { z } from 'zod';
import { saidProblemSchema } from './problem.js';
import { taskSchema } from './task.js';

const idSchema = z.number().int().positive();
const instant = z.iso.datetime();
/** What people write on a hunt to find it again. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .regex(/^[^,\p{Cc}]*$/u, 'must not contain commas or control characters');

/** A task as lists and its page show it. */
export const huntSchema = taskSchema.extend({
  tags: z.array(z.string()),
  /** Listings that fit now. */
  matches: z.number().int(),
  /** Listings ever seen and still known. */
  itemsSeen: z.number().int(),
  lastEventAt: instant.nullable(),
  /** Events per day of the last 14, oldest first; the last is today, in UTC. */
  activity: z.array(z.number().int()).length(14),
  /** Some channel of one's own may be told. */
  noticesOn: z.boolean(),
  owner: z.object({ id: idSchema, name: z.string() }).nullable(),
  myRole: z.enum(['owner', 'editor', 'viewer']),
  /** One's own channels, as far as one may use them, and silence on a hunt that is shared with one by name; else null. */
  myShare: z.object({ notify: z.array(idSchema), mutedUntil: instant.nullable() }).nullable(),
});
export type Hunt = z.infer<typeof huntSchema>;

export const BULK_ACTIONS = [
  'pause',
  'resume',
  'run',
  'delete',
  'restore',
  'setInterval',
  'setChannels',
  'addTag',
  'removeTag',
] as const;
const idsSchema = z.array(idSchema).min(1).max(500);
/** One act on many hunts. `value`: seconds for `setInterval`, channel ids or null for `setChannels`, the tag for tags. */
export const bulkSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.enum(['pause', 'resume', 'run', 'delete', 'restore']), ids: idsSchema }),
  z.strictObject({ action: z.literal('setInterval'), ids: idsSchema, value: taskSchema.shape.intervalSeconds }),
  z.strictObject({
    action: z.literal('setChannels'),
    ids: idsSchema,
    value: taskSchema.shape.notify,
    /** Only hunts that tell by just these now; those that were changed meanwhile are refused. @default whatever they tell by */
    from: taskSchema.shape.notify.optional(),
  }),
  z.strictObject({ action: z.enum(['addTag', 'removeTag']), ids: idsSchema, value: tagSchema }),
]);
export type Bulk = z.infer<typeof bulkSchema>;
export const bulkResultSchema = z.object({
  done: z.array(idSchema),
  /** With a sentence each, and what a page says it by. */
  refused: z.array(z.object({ id: idSchema, reason: z.string(), problem: saidProblemSchema.optional() })),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;

/** The state of the whole in a glance, for the foot of every page. */
export const overviewSchema = z.object({
  huntsLooking: z.number().int(),
  huntsTotal: z.number().int(),
  lastLookAt: instant.nullable(),
  /** Since midnight UTC, at most 100,000. */
  looksToday: z.number().int(),
  /** Cards of needs-attention. */
  attention: z.number().int(),
  newestEventId: idSchema.nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** What needs somebody: the one most severe reason of a hunt or channel. */
export const needSchema = z.object({
  id: z.string(),
  thing: z.enum(['task', 'channel']),
  thingId: idSchema,
  name: z.string(),
  /** A failure kind, `crashing`, or the state of a channel. */
  reason: z.string(),
  sentence: z.string(),
  sinceAt: instant.nullable(),
  lastWorkedAt: instant.nullable(),
  whatWasSeen: z.string().nullable(),
  whatToDo: z.string(),
  actions: z.array(z.enum(['run', 'openSettings', 'openChannel', 'resume'])),
});
export type Need = z.infer<typeof needSchema>;
export const attentionSchema = z.object({
  items: z.array(needSchema),
  looks: z.object({ last24h: z.number().int(), hunts: z.number().int(), gaps: z.number().int() }),
});
export type Attention = z.infer<typeof attentionSchema>;

export const searchResultSchema = z.object({
  hunts: z.array(z.object({ id: idSchema, name: z.string(), source: z.string(), keyword: z.string() })),
  items: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      host: z.string(),
      price: z.number().int().nullable(),
      currency: z.string().nullable(),
      imageUrl: z.string().nullable(),
    }),
  ),
  channels: z.array(z.object({ id: idSchema, name: z.string(), kind: z.string() })),
});
export type SearchResult = z.infer<typeof searchResultSchema>;
