import { z } from 'zod';
import { availabilitySchema } from '../words/availability.js';
import { sourceNameSchema } from '../words/source-names.js';

const idSchema = z.number().int().positive();
const instant = z.iso.datetime();
const amount = z.number().int().nonnegative().nullable();

/** A listing as the API answers it; prices in minor units. */
export const itemSchema = z.object({
  id: idSchema,
  source: sourceNameSchema,
  key: z.string(),
  title: z.string(),
  url: z.string(),
  imageUrl: z.string().nullable(),
  description: z.string().nullable(),
  price: amount,
  currency: z.string().nullable(),
  availability: availabilitySchema,
  sku: z.string().nullable(),
  gtin: z.string().nullable(),
  publishedAt: instant.nullable(),
  firstSeenAt: instant,
});
export type Item = z.infer<typeof itemSchema>;

export const pricePointSchema = z.object({
  price: z.number().int().nonnegative(),
  currency: z.string().nullable(),
  observedAt: instant,
});
export type PricePoint = z.infer<typeof pricePointSchema>;

export const itemWithHistorySchema = itemSchema.extend({ priceHistory: z.array(pricePointSchema) });
export type ItemWithHistory = z.infer<typeof itemWithHistorySchema>;

/** State changes of an item, and of a task's health. */
export const EVENT_KINDS = ['new', 'price_drop', 'price_rise', 'sold', 'back', 'unhealthy', 'recovered'] as const;
export const eventKindSchema = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof eventKindSchema>;

export const eventSchema = z.object({
  id: idSchema,
  kind: eventKindSchema,
  taskId: idSchema,
  taskName: z.string(),
  oldPrice: amount,
  newPrice: amount,
  currency: z.string().nullable(),
  /** Of `unhealthy` and `recovered`; of a listing that goes back and forth, between what, and when it holds again. */
  message: z.string().nullable(),
  createdAt: instant,
  /** Null for events of the task itself. */
  item: itemSchema.pick({ id: true, title: true, url: true, imageUrl: true }).nullable(),
});
export type TimelineEvent = z.infer<typeof eventSchema>;

/** What became of an event: told, kept until an hour, put into another message, not told (and why), failed, or nobody was to be told. */
export const toldSchema = z.object({
  state: z.enum(['told', 'held', 'merged', 'not_told', 'failed', 'none']),
  at: instant.nullable(),
  reason: z.string().nullable(),
});
export type Told = z.infer<typeof toldSchema>;

/** An event with what a line of the feed shows beside it. */
export const feedEventSchema = eventSchema.extend({
  source: sourceNameSchema.nullable(),
  item: itemSchema
    .pick({ id: true, title: true, url: true, imageUrl: true, price: true, currency: true, availability: true })
    .extend({ hasPicture: z.boolean(), host: z.string() })
    .nullable(),
  told: toldSchema,
});
export type FeedEvent = z.infer<typeof feedEventSchema>;

export const whyNotSchema = z.object({
  reason: z.enum(['word', 'price', 'excluded', 'sold', 'currency']),
  detail: z.string().nullable(),
});

/** An item as a hunt sees it. */
export const huntItemSchema = itemSchema.extend({
  hasPicture: z.boolean(),
  isMatch: z.boolean(),
  /** First seen after the hunt began, in the last 24 hours. */
  isNew: z.boolean(),
  /** By the caller, from themselves. */
  isHidden: z.boolean(),
  /** Null: it fits and can be had. */
  whyNot: whyNotSchema.nullable(),
  lastEvent: z.object({ kind: eventKindSchema, createdAt: instant, oldPrice: amount, newPrice: amount }).nullable(),
});
export type HuntItem = z.infer<typeof huntItemSchema>;

const priceAt = z.object({ price: z.number().int(), at: instant });
/** An item against its own past, in its present currency. Figures weigh a price by how long it held. */
export const itemStatisticsSchema = z.object({
  lowest: priceAt.nullable(),
  highest: priceAt.nullable(),
  /** Median of the last 90 days; null below 14 days of history, as are its quartiles. */
  typical: z.number().int().nullable(),
  typicalLow: z.number().int().nullable(),
  typicalHigh: z.number().int().nullable(),
  /** Share of the last 90 days in which it was dearer than now, 0 to 100; null below 14 days. */
  place: z.number().nullable(),
  points: z.number().int(),
  since: instant.nullable(),
  /** Whole days of history. */
  days: z.number().int(),
  verdict: z.enum(['lowest', 'low', 'typical', 'high', 'highest']).nullable(),
});
export type ItemStatistics = z.infer<typeof itemStatisticsSchema>;

/** A listing with what its page shows. */
export const itemPageSchema = itemWithHistorySchema.extend({
  hasPicture: z.boolean(),
  host: z.string(),
  /** The caller's hunts that see it. */
  tasks: z.array(z.object({ id: idSchema, name: z.string(), isMatch: z.boolean() })),
  statistics: itemStatisticsSchema,
  /** The caller's own. */
  note: z.string().nullable(),
  isHidden: z.boolean(),
  /** From when on it was sold or to be had, oldest first, as the caller's events tell. */
  stock: z.array(z.object({ availability: availabilitySchema, from: instant })),
});
export type ItemPage = z.infer<typeof itemPageSchema>;

export const markItemSchema = z
  .strictObject({ isHidden: z.boolean(), note: z.string().max(2000).nullable() })
  .partial();
export type MarkItem = z.infer<typeof markItemSchema>;
