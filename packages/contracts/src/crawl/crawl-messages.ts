import { z } from 'zod';
import { availabilitySchema } from '../words/availability.js';
import { failureKindSchema } from '../words/failure-kinds.js';
import { listRegionSchema } from '../words/list-region.js';
import { sourceNameSchema } from '../words/source-names.js';

/** Longest item key; sources hash what is longer. */
export const MAX_ITEM_KEY_LENGTH = 191;

/** Integer minor units of `currency` (of a two-decimal currency while it is null: the source does not say). */
const priceSchema = z.object({
  amountMinor: z.number().int().nonnegative(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
});
export type Price = z.infer<typeof priceSchema>;

/** One listing, as a source shows it. Text is plain, links are http(s). */
export const crawledItemSchema = z.object({
  /** The source's own id, prefixed by the shop's host where ids are per shop. */
  key: z.string().min(1).max(MAX_ITEM_KEY_LENGTH),
  /**
   * Other keys that the same listing may be known under, the likeliest first: what it was called before keys named their
   * origin (always the first), or while its source said less. Whoever knows it under one of these keeps it as `key`.
   */
  formerKeys: z.array(z.string().min(1).max(MAX_ITEM_KEY_LENGTH)).max(8).optional(),
  title: z.string().max(500),
  /** The title without a last word that may say "sold", and says so where this was the title before. Of entries of feeds. */
  unlabelledTitle: z.string().max(500).optional(),
  url: z.string().max(2000),
  imageUrl: z.string().max(2000).optional(),
  description: z.string().max(10_000).optional(),
  /** Absent: no price could be read. Never a guess. */
  price: priceSchema.optional(),
  availability: availabilitySchema,
  /**
   * Prices of its variants in minor units by variant, where they differ: they tell a new price from another size that is the
   * cheapest to be had. Whether a variant can be had makes no difference here.
   */
  variantPrices: z.record(z.string().max(40), z.number().int().positive()).optional(),
  sku: z.string().max(100).optional(),
  gtin: z.string().max(14).optional(),
  /** RFC 3339. */
  publishedAt: z.iso.datetime({ offset: true }).optional(),
  /** Which rule gave the price (source `page`). */
  priceRule: z.string().max(100).optional(),
  /** How sure the rule is, 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
});
export type CrawledItem = z.infer<typeof crawledItemSchema>;

/** ETag and Last-Modified by URL, so that crawlers keep no state: they go back with the next request. */
const validatorsSchema = z.record(
  z.string().max(2000),
  z.object({ etag: z.string().max(500).optional(), lastModified: z.string().max(100).optional() }),
);
export type Validators = z.infer<typeof validatorsSchema>;

/** What is known of a listing, so that a page that is now about something else is noticed. */
const knownProductSchema = z.object({
  title: z.string().max(500),
  /** As the last look gave it: the page's own canonical address. */
  url: z.string().max(2000),
  imageUrl: z.string().max(2000).optional(),
  sku: z.string().max(100).optional(),
  gtin: z.string().max(14).optional(),
  /** The last known price, in minor units of `currency`. */
  price: z.number().int().positive().optional(),
  currency: z.string().length(3).optional(),
});
export type KnownProduct = z.infer<typeof knownProductSchema>;

/** What a source wants to be told again with the task's next crawl, such as how its list is built; at most {@link MAX_MEMORY_LENGTH} as JSON. */
const sourceMemorySchema = z.record(z.string().max(50), z.unknown());
export type SourceMemory = z.infer<typeof sourceMemorySchema>;
/** Characters. */
export const MAX_MEMORY_LENGTH = 8000;

/** `POST /crawl` of a crawler. */
export const crawlRequestSchema = z.object({
  /** What the asker understands ({@link CRAWL_VERSION}); who says nothing is of version 1. */
  version: z.number().int().min(1).default(1),
  source: sourceNameSchema,
  /** As the source's query schema asks (./sources). */
  query: z.record(z.string(), z.unknown()),
  /** Total time the crawl may take, in ms, all requests included. */
  deadlineMs: z.number().int().min(100).max(120_000),
  /** Most requests to shops this crawl may send. @default 10 */
  maxRequests: z.number().int().min(1).max(100).default(10),
  validators: validatorsSchema.default({}),
  /** Newest known item keys: paging stops where they begin. */
  knownKeys: z.array(z.string()).max(500).default([]),
  /** The task's currency, used only where the source's own data names none and the sign is ambiguous. */
  currencyHint: z.string().length(3).optional(),
  /** Of a source that watches one product: what the task has seen of it. */
  knownProduct: knownProductSchema.optional(),
  /** What a person may choose from is to be listed: prices and stock of a page, regions of a list. */
  wantsChoices: z.boolean().default(false),
  /** As the source's last answer to this task had it. */
  memory: sourceMemorySchema.optional(),
  correlationId: z.string().max(64).optional(),
  /** The key of an official API (SOURCE_KEYS), for this crawl only: crawlers are configured with none, and never log it. */
  credentials: z.record(z.string().max(50), z.string().max(500)).optional(),
});
export type CrawlRequest = z.infer<typeof crawlRequestSchema>;
export type CrawlRequestInput = z.input<typeof crawlRequestSchema>;

const crawlFailureSchema = z.object({
  kind: failureKindSchema,
  /** A sentence for the task's owner. */
  message: z.string().max(500),
  /** What the shop asked for by Retry-After, in ms. */
  retryAfterMs: z.number().int().nonnegative().optional(),
  httpStatus: z.number().int().optional(),
});
export type CrawlFailure = z.infer<typeof crawlFailureSchema>;

const spent = {
  /** Requests sent to shops. */
  requests: z.number().int().nonnegative(),
  /** Least time between requests that robots.txt asks for, in ms; 0: it asks for none. Absent: it was not looked at. */
  crawlDelayMs: z.number().int().nonnegative().optional(),
};

/** What a look that found nothing saw: texts of strangers, never markup. */
export const evidenceSchema = z.object({
  url: z.string().max(2000),
  httpStatus: z.number().int().optional(),
  title: z.string().max(300),
  /** The first words, scripts left out. */
  text: z.string().max(4000),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A way to read an address, as a task would name it. */
const readingSchema = z.object({
  source: sourceNameSchema,
  query: z.record(z.string(), z.unknown()),
  /** In a sentence: what it is, or why it may be that. */
  why: z.string().max(300),
});

/** An amount on a page that may be the price. */
const priceCandidateSchema = z.object({
  amount: z.number().int().nonnegative(),
  currency: z.string().nullable(),
  /** The words around it. */
  words: z.string().max(200),
  /** How its place is built. */
  place: z.string().max(300),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});

/** A place on a page that says something of the stock. */
const stockCandidateSchema = z.object({
  availability: availabilitySchema,
  /** What it says. */
  words: z.string().max(200),
  /** How its place is built. */
  place: z.string().max(300),
});

/** One of the lists of a page. */
const regionSchema = z.object({
  /** As a query of the source `list` names it. */
  region: listRegionSchema,
  cards: z.number().int().positive(),
  /** How many of them have a price. */
  priced: z.number().int().nonnegative(),
  /** What the first are called. */
  titles: z.array(z.string().max(100)).max(3),
  /** It is the one that was read. */
  isChosen: z.boolean(),
});

/** What one of a person's own selectors hit. */
const selectedSchema = z.object({
  /** As the query calls it. */
  name: z.string().max(20),
  /** How many elements, as far as they were counted. */
  hits: z.number().int().nonnegative(),
  /** The text of the first. */
  text: z.string().max(200),
});

/** What a look found out about its address beside the listings (source `link`, and drafts). */
export const findingsSchema = z.object({
  /** What the address is: the task goes on as this. */
  resolved: readingSchema.optional(),
  /** What else it may be read as. */
  readings: z.array(readingSchema).max(8).optional(),
  /** A name for the hunt. */
  name: z.string().max(200).optional(),
  currency: z.string().max(3).optional(),
  /** How often it is worth a look, and why. */
  intervalSeconds: z.number().int().positive().optional(),
  intervalReason: z.string().max(300).optional(),
  /** How many of its listings were published in the last 7 days; absent where it gives no dates. */
  last7Days: z.number().int().nonnegative().optional(),
  /** Where the address led. */
  redirectedTo: z.string().max(2000).optional(),
  candidates: z.array(priceCandidateSchema).max(20).optional(),
  stockCandidates: z.array(stockCandidateSchema).max(8).optional(),
  /** The best lists of a page, the one that was read first. */
  regions: z.array(regionSchema).max(3).optional(),
  selected: z.array(selectedSchema).max(8).optional(),
});
export type Findings = z.infer<typeof findingsSchema>;

/** 200 of `POST /crawl`. A crawler without a free slot answers 503 at once, a bad request 400. */
export const crawlResponseSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    items: z.array(crawledItemSchema),
    /** The whole listing was seen: an item that is not in it is gone. */
    complete: z.boolean(),
    /** The page limit was reached before known items overlapped. */
    mayHaveMissed: z.boolean(),
    /** The shop said 304: nothing changed since the validators; `items` is empty. */
    notModified: z.boolean(),
    validators: validatorsSchema,
    /** Absent: what is stored stays. */
    memory: sourceMemorySchema.optional(),
    findings: findingsSchema.optional(),
    /** Of an empty listing. */
    evidence: evidenceSchema.optional(),
    ...spent,
  }),
  z.object({
    status: z.literal('failed'),
    failure: crawlFailureSchema,
    /** Absent: nobody answered. */
    evidence: evidenceSchema.optional(),
    ...spent,
  }),
]);
export type CrawlResponse = z.infer<typeof crawlResponseSchema>;
export type CrawlSuccess = Extract<CrawlResponse, { status: 'ok' }>;
