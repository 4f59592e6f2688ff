import { z } from 'zod';
import { listRegionSchema } from '../words/list-region.js';
import type { SourceName } from '../words/source-names.js';
import { listSelectorsSchema, pageSelectorsSchema } from './own-selectors.js';

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2000)
  .describe('http or https URL');

/** Sources that stop paging at known items, and so would never again see what lies behind them. */
export const PAGED_SOURCES: ReadonlySet<SourceName> = new Set<SourceName>(['shopify', 'woocommerce', 'list', 'ebay']);

/** eBay's sites, and the currency that prices are asked for in. */
export const EBAY_MARKETPLACES = {
  EBAY_US: 'USD',
  EBAY_AT: 'EUR',
  EBAY_AU: 'AUD',
  EBAY_BE: 'EUR',
  EBAY_CA: 'CAD',
  EBAY_CH: 'CHF',
  EBAY_DE: 'EUR',
  EBAY_ES: 'EUR',
  EBAY_FR: 'EUR',
  EBAY_GB: 'GBP',
  EBAY_HK: 'HKD',
  EBAY_IE: 'EUR',
  EBAY_IT: 'EUR',
  EBAY_NL: 'EUR',
  EBAY_PL: 'PLN',
  EBAY_SG: 'SGD',
} as const;
type EbayMarketplace = keyof typeof EBAY_MARKETPLACES;

const ignoreRobots = z
  .boolean()
  .optional()
  .describe(
    'true: read it whatever its robots.txt says; only for hosts that the operator lists in ROBOTS_OVERRIDE_HOSTS',
  );

const variant = z.string().trim().min(1).max(100).optional();

const amount = z.number().int().nonnegative().max(1_000_000_000_000);
const categoryId = z.string().regex(/^\d{1,15}$/, 'must be the number of a category');

function checkPriceRange(
  query: { minPrice?: number | undefined; maxPrice?: number | undefined },
  context: z.RefinementCtx,
) {
  if (query.minPrice !== undefined && query.maxPrice !== undefined && query.minPrice > query.maxPrice) {
    context.addIssue({ code: 'custom', path: ['minPrice'], message: 'minPrice is greater than maxPrice' });
  }
}

const ebayQuerySchema = z
  .strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^[^*]*$/, 'must not contain *, which eBay does not know')
      .describe('Words, all of which must occur; (a, b) finds either'),
    marketplace: z
      .enum(Object.keys(EBAY_MARKETPLACES) as [EbayMarketplace, ...EbayMarketplace[]])
      .default('EBAY_US')
      .describe('The site to search'),
    category: categoryId.optional().describe('Only this category of the marketplace, by its number'),
    minPrice: amount.optional().describe('In minor units of the marketplace’s currency'),
    maxPrice: amount.optional().describe('In minor units of the marketplace’s currency'),
    conditions: z
      .array(z.enum(['new', 'refurbished', 'used', 'for_parts']))
      .min(1)
      .max(4)
      .optional()
      .describe('Only items in one of these conditions'),
    buyingOptions: z
      .array(z.enum(['fixed_price', 'auction', 'best_offer']))
      .min(1)
      .max(3)
      .default(['fixed_price'])
      .describe('The price of an auction is its highest bid, and rises with each'),
  })
  .superRefine(checkPriceRange);

const yahooShoppingQuerySchema = z
  .strictObject({
    query: z.string().trim().min(1).max(200).optional().describe('Words to search for'),
    category: categoryId.optional().describe('Only this genre category, by its number'),
    seller: z
      .string()
      .regex(/^[a-z0-9_-]{1,60}$/i, 'must be a store’s id: letters, digits, - and _')
      .optional()
      .describe('Only this store, by its id'),
    jan: z
      .string()
      .regex(/^(\d{8}|\d{13})$/, 'must be 8 or 13 digits')
      .optional()
      .describe('Only this product, by its JAN code'),
    minPrice: amount.optional().describe('In yen'),
    maxPrice: amount.optional().describe('In yen'),
    condition: z.enum(['new', 'used']).optional(),
    inStock: z.boolean().optional().describe('true: only what can be bought; default: both'),
    sort: z
      .enum(['price', 'relevance'])
      .default('price')
      .describe(
        'Which items are read first where there are more than a crawl reads: the cheapest, or what Yahoo! recommends',
      ),
  })
  .superRefine((query, context) => {
    checkPriceRange(query, context);
    if (query.query ?? query.category ?? query.seller ?? query.jan) return;
    context.addIssue({ code: 'custom', path: ['query'], message: 'one of query, category, seller and jan is needed' });
  });

/** What each source needs to know to look, by source name. */
export const SOURCE_QUERY_SCHEMAS = {
  shopify: z.strictObject({
    url: httpUrl.describe('The shop, e.g. https://shop.example; its /products.json is read'),
    collection: z
      .string()
      .regex(/^[a-z0-9-]{1,100}$/i, 'must be a collection handle: letters, digits and dashes')
      .optional()
      .describe('Only this collection, by its handle'),
    variant: variant.describe(
      'Only this variant of each product, by its number or its name (such as M, or Red / M); default: the product, from its lowest price. A ?variant= in the address counts too',
    ),
    ignoreRobots,
  }),
  woocommerce: z.strictObject({
    url: httpUrl.describe('The shop, e.g. https://shop.example; its Store API is read'),
    search: z.string().min(1).max(200).optional().describe('Passed to the shop’s own search'),
    ignoreRobots,
  }),
  feed: z.strictObject({ url: httpUrl.describe('An RSS, Atom, RDF or JSON feed'), ignoreRobots }),
  page: z.strictObject({
    url: httpUrl.describe('A product page'),
    render: z
      .enum(['http', 'browser'])
      .optional()
      .describe('browser: read the page after its scripts have run, where the crawler has a browser; default http'),
    variant: variant.describe(
      'Only this variant, by its name, sku or number, as the page names it; default: the one that the address names, else the product',
    ),
    pricePlace: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe('The price at this place, as a draft named it among its candidates; default: the likeliest'),
    stockPlace: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe('What is said of the stock at this place, as a draft named it; default: what the whole page says'),
    selectors: pageSelectorsSchema
      .optional()
      .describe('Where price, title and stock stand, by selectors of your own; what is not named is found as ever'),
    ignoreRobots,
  }),
  list: z
    .strictObject({
      url: httpUrl.describe('A page that lists things: a category, a search, classifieds'),
      render: z
        .enum(['http', 'browser'])
        .optional()
        .describe('browser: read the page after its scripts have run, where the crawler has a browser; default http'),
      region: listRegionSchema
        .optional()
        .describe(
          'Which list of the page, as a draft described it among its regions; default: the one that the page is about',
        ),
      selectors: listSelectorsSchema
        .optional()
        .describe('Which elements are the cards, and what is read within each, by selectors of your own'),
      ignoreRobots,
    })
    .superRefine(({ region, selectors }, context) => {
      if (region && selectors)
        context.addIssue({ code: 'custom', path: ['region'], message: 'region is not needed beside selectors' });
    }),
  link: z.strictObject({ url: httpUrl.describe('Any address: the first look finds out what it is'), ignoreRobots }),
  ebay: ebayQuerySchema,
  'yahoo-shopping-jp': yahooShoppingQuerySchema,
} as const satisfies Record<SourceName, z.ZodType>;

export type SourceQuery<S extends SourceName = SourceName> = z.infer<(typeof SOURCE_QUERY_SCHEMAS)[S]>;

/** One line for people choosing a source. */
export const SOURCE_TITLES: Record<SourceName, string> = {
  shopify: 'A Shopify shop, by its public product list',
  woocommerce: 'A WooCommerce shop, by its public Store API',
  feed: 'An RSS, Atom, RDF or JSON feed',
  page: 'Any single product page',
  list: 'Any page that lists things, card by card',
  link: 'Any address: the first look finds out what it is, and the task goes on as that',
  ebay: 'eBay, by its official Browse API; needs a key',
  'yahoo-shopping-jp': 'Yahoo! Shopping Japan, by its official item search; needs a key',
};
