import { z } from 'zod';

/*
 * What scheduler and crawler of release 0.1.0 read, kept as it was: replicas of that release run beside newer ones while an upgrade
 * rolls. Nothing here ever changes.
 */
const sources = z.enum(['shopify', 'woocommerce', 'feed', 'page', 'ebay', 'yahoo-shopping-jp']);
const validators = z.record(
  z.string().max(2000),
  z.object({ etag: z.string().max(500).optional(), lastModified: z.string().max(100).optional() }),
);

export const requestOfVersion1 = z.object({
  source: sources,
  query: z.record(z.string(), z.unknown()),
  deadlineMs: z.number().int().min(100).max(120_000),
  maxRequests: z.number().int().min(1).max(100).default(10),
  validators: validators.default({}),
  knownKeys: z.array(z.string()).max(500).default([]),
  currencyHint: z.string().length(3).optional(),
  correlationId: z.string().max(64).optional(),
  credentials: z.record(z.string().max(50), z.string().max(500)).optional(),
});

const item = z.object({
  key: z.string().min(1).max(191),
  title: z.string().max(500),
  url: z.string().max(2000),
  imageUrl: z.string().max(2000).optional(),
  description: z.string().max(10_000).optional(),
  price: z
    .object({
      amountMinor: z.number().int().nonnegative(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable(),
    })
    .optional(),
  availability: z.enum(['in_stock', 'out_of_stock', 'unknown']),
  sku: z.string().max(100).optional(),
  gtin: z.string().max(14).optional(),
  publishedAt: z.iso.datetime({ offset: true }).optional(),
  priceRule: z.string().max(100).optional(),
  confidence: z.number().min(0).max(1).optional(),
});
const spent = {
  requests: z.number().int().nonnegative(),
  crawlDelayMs: z.number().int().nonnegative().optional(),
};

export const answerOfVersion1 = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    items: z.array(item),
    complete: z.boolean(),
    mayHaveMissed: z.boolean(),
    notModified: z.boolean(),
    validators,
    ...spent,
  }),
  z.object({
    status: z.literal('failed'),
    failure: z.object({
      kind: z.enum([
        'blocked',
        'rate_limited',
        'not_found',
        'timeout',
        'too_large',
        'layout_changed',
        'forbidden_address',
        'robots',
        'network',
        'server_error',
        'invalid_query',
      ]),
      message: z.string().max(500),
      retryAfterMs: z.number().int().nonnegative().optional(),
      httpStatus: z.number().int().optional(),
    }),
    ...spent,
  }),
]);
