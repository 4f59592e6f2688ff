import { z } from 'zod';
import { availabilitySchema } from '../words/availability.js';
import { FAILURE_KINDS } from '../words/failure-kinds.js';
import { listRegionSchema } from '../words/list-region.js';
import { sourceNameSchema } from '../words/source-names.js';
import { rulesSchema } from './rules.js';

const MIN_INTERVAL_SECONDS = 5;
const MAX_INTERVAL_SECONDS = 30 * 24 * 3600;

/** ISO 4217, upper case. */
const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR');
const amountSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
/** What people write: no control characters, which no shop prints and every terminal obeys. */
const textSchema = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');
const idSchema = z.number().int().positive();

const taskFields = {
  /** @default the keyword, or the source and host */
  name: textSchema.min(1).max(200),
  source: sourceNameSchema,
  /** As GET /api/sources describes for the source. */
  query: z.record(z.string(), z.unknown()),
  /** All words must occur in title or description, any case; empty matches everything. */
  keyword: textSchema.max(200),
  /** Inclusive bounds in minor units of `currency`; an item without a price does not pass a bound. */
  minPrice: amountSchema.nullable(),
  maxPrice: amountSchema.nullable(),
  currency: currencySchema.nullable(),
  /** An item with one of these words in title or description is left out. */
  excludeKeywords: z.array(textSchema.min(1).max(100)).max(100),
  /** Seconds between looks. @default app.schedule_interval */
  intervalSeconds: z.number().int().min(MIN_INTERVAL_SECONDS).max(MAX_INTERVAL_SECONDS),
  /** Channel ids to tell; null: every enabled channel. */
  notify: z.array(idSchema).max(20).nullable(),
};

/** Bounds that exclude each other name the field. */
function checkPrices(
  task: { minPrice?: number | null | undefined; maxPrice?: number | null | undefined },
  context: z.RefinementCtx,
): void {
  if (task.minPrice != null && task.maxPrice != null && task.minPrice > task.maxPrice) {
    context.addIssue({ code: 'custom', path: ['minPrice'], message: 'minPrice is greater than maxPrice' });
  }
}

/** What is hunted: an address alone, or a source and its query. */
function checkTarget(
  task: { url?: string | undefined; source?: string | undefined; query?: unknown },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (task.url !== undefined) {
    if (task.source !== undefined) refuse('source', 'source is not needed beside url: it is found out');
    if (task.query !== undefined) refuse('query', 'query is not needed beside url');
  } else if (task.source === undefined) refuse('source', 'source is needed, or url alone');
  else if (task.query === undefined) refuse('query', 'query is required');
}

/** `POST /api/tasks`. The query is checked against its source's own schema afterwards. */
export const createTaskSchema = z
  .strictObject({
    name: taskFields.name.optional(),
    /** Any address: what it is, is found out. Instead of source and query. */
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
      .max(2000)
      .optional(),
    source: taskFields.source.optional(),
    query: taskFields.query.optional(),
    /** Look once, tell nobody, be gone after an hour; kept by PATCH with state active. @default false */
    draft: z.boolean().optional(),
    keyword: taskFields.keyword.default(''),
    minPrice: taskFields.minPrice.optional(),
    maxPrice: taskFields.maxPrice.optional(),
    currency: taskFields.currency.optional(),
    excludeKeywords: taskFields.excludeKeywords.default([]),
    intervalSeconds: taskFields.intervalSeconds.optional(),
    notify: taskFields.notify.optional(),
    /** What is told. @default null */
    rules: rulesSchema.nullable().optional(),
  })
  .superRefine(checkPrices)
  .superRefine(checkTarget);
export type CreateTask = z.infer<typeof createTaskSchema>;

/** `PATCH /api/tasks/:id`: what is named changes. Bounds are checked again against the stored task. */
export const updateTaskSchema = z
  .strictObject({
    ...taskFields,
    /** What is told; replaces the rules as a whole. */
    rules: rulesSchema.nullable(),
    /** Of a draft: keep it. Its look is the baseline, and the next one is due an interval later. */
    state: z.literal('active'),
    /** Of a `page`: the price to watch, by its place as `draft.candidates` names it. Stands in the query from then on. */
    pricePlace: z.string().min(1).max(300),
    /** Of a `page`: what says whether it can be had, by its place as `draft.stockCandidates` names it. Stands in the query from then on. */
    stockPlace: z.string().min(1).max(300),
  })
  .partial()
  .superRefine(checkPrices);
export type UpdateTask = z.infer<typeof updateTaskSchema>;

const taskStateSchema = z.enum(['active', 'paused', 'deleted', 'draft']);
/** `looks_empty`: it works, but the listing is much smaller than usual, and what is missing is not taken for sold yet. */
export const taskHealthSchema = z.enum(['pending', 'ok', 'looks_empty', 'crashing', ...FAILURE_KINDS]);
export type TaskHealth = z.infer<typeof taskHealthSchema>;
const instant = z.iso.datetime();

const readingSchema = z.object({ source: sourceNameSchema, query: z.record(z.string(), z.unknown()) });

/** What the only look of a draft gave, beside its items. */
export const draftSchema = z.object({
  /** `failed`: `health` and `healthMessage` of the task say why. */
  state: z.enum(['waiting', 'looking', 'ready', 'failed']),
  /** What the address turned out to be; null while that is not known, or where source and query were given. */
  resolved: readingSchema.extend({ sentence: z.string() }).nullable(),
  /** What else it may be read as. */
  readings: z.array(readingSchema.extend({ why: z.string() })),
  /** A name, a currency and an interval that suit what was found. */
  name: z.string().nullable(),
  currency: z.string().nullable(),
  intervalSeconds: z.number().int().nullable(),
  intervalReason: z.string().nullable(),
  /** How many listings were published in the last 7 days; null where the source gives no dates. */
  estimate: z.object({ last7Days: z.number().int().nullable() }),
  /** Where the address led. */
  redirectedTo: z.string().nullable(),
  /** Amounts of a page that may be its price, in minor units. */
  candidates: z.array(
    z.object({
      amount: z.number().int(),
      currency: z.string().nullable(),
      words: z.string(),
      place: z.string(),
      confidence: z.number(),
    }),
  ),
  /** Places of a page that say something of the stock. */
  stockCandidates: z.array(z.object({ availability: availabilitySchema, words: z.string(), place: z.string() })),
  /** The best lists of a page, the one that was read first; `region` may stand in the query of a `list`. */
  regions: z.array(
    z.object({
      region: listRegionSchema,
      cards: z.number().int(),
      priced: z.number().int(),
      titles: z.array(z.string()),
      isChosen: z.boolean(),
    }),
  ),
  /** What the query's own selectors hit: how many elements, and the text of the first. */
  selected: z.array(z.object({ name: z.string(), hits: z.number().int(), text: z.string() })),
});
export type Draft = z.infer<typeof draftSchema>;

/** A task as the API answers it. */
export const taskSchema = z.object({
  id: idSchema,
  ...taskFields,
  /** What is told; null: what each channel's audience is told by default. */
  rules: rulesSchema.nullable(),
  state: taskStateSchema,
  /** A worker holds its lease now. */
  isRunning: z.boolean(),
  health: taskHealthSchema,
  healthMessage: z.string().nullable(),
  isUnhealthy: z.boolean(),
  /** Failed runs in a row. */
  failures: z.number().int(),
  mayHaveMissed: z.boolean(),
  lastRunAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  /** Null while paused; the end of the lease while it runs. */
  nextRunAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** Of a draft only. */
  draft: draftSchema.optional(),
  /** When a draft is gone. */
  expiresAt: instant.optional(),
});
export type Task = z.infer<typeof taskSchema>;

/** `queued`: announced. `deferred`: committed, the next tick starts it. `running`: it runs already. */
const dispatchSchema = z.enum(['queued', 'deferred', 'running']);
export type Dispatch = z.infer<typeof dispatchSchema>;
export const dispatchedTaskSchema = z.object({ task: taskSchema, dispatch: dispatchSchema });
export type DispatchedTask = z.infer<typeof dispatchedTaskSchema>;

/** One turn of a task. */
export const runSchema = z.object({
  id: idSchema,
  taskId: idSchema,
  outcome: z.enum(['ok', 'crashing', ...FAILURE_KINDS]),
  message: z.string().nullable(),
  attempt: z.number().int(),
  startedAt: instant,
  finishedAt: instant,
  itemsSeen: z.number().int(),
  events: z.number().int(),
  mayHaveMissed: z.boolean(),
  worker: z.string(),
  correlationId: z.string().nullable(),
});
export type Run = z.infer<typeof runSchema>;
