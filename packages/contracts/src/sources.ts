import { z } from 'zod';
import { type SourceName, sourceNameSchema } from './crawl.js';

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2000)
  .describe('http or https URL');

/** What each source needs to know to look, by source name. */
export const SOURCE_QUERY_SCHEMAS = {
  shopify: z.strictObject({
    url: httpUrl.describe('The shop, e.g. https://shop.example; its /products.json is read'),
    collection: z
      .string()
      .regex(/^[a-z0-9-]{1,100}$/i, 'must be a collection handle: letters, digits and dashes')
      .optional()
      .describe('Only this collection, by its handle'),
  }),
  woocommerce: z.strictObject({
    url: httpUrl.describe('The shop, e.g. https://shop.example; its Store API is read'),
    search: z.string().min(1).max(200).optional().describe('Passed to the shop’s own search'),
  }),
  feed: z.strictObject({ url: httpUrl.describe('An RSS, Atom or RDF feed') }),
  page: z.strictObject({
    url: httpUrl.describe('A product page'),
    render: z
      .enum(['http', 'browser'])
      .optional()
      .describe('browser: read the page after its scripts have run, where the crawler has a browser; default http'),
  }),
} as const satisfies Record<SourceName, z.ZodType>;

export type SourceQuery<S extends SourceName = SourceName> = z.infer<(typeof SOURCE_QUERY_SCHEMAS)[S]>;

/** One line for people choosing a source. */
export const SOURCE_TITLES: Record<SourceName, string> = {
  shopify: 'A Shopify shop, by its public product list',
  woocommerce: 'A WooCommerce shop, by its public Store API',
  feed: 'An RSS, Atom or RDF feed',
  page: 'Any single product page',
};

/** `GET /api/sources`. */
export const sourceDescriptionsSchema = z.object({
  data: z.array(
    z.object({
      name: sourceNameSchema,
      title: z.string(),
      /** JSON Schema of a task's `query`. */
      query: z.record(z.string(), z.unknown()),
    }),
  ),
});
