import { z } from 'zod';

/** The sources a task can watch. Each is one folder in the crawler. */
export const SOURCE_NAMES = [
  'shopify',
  'woocommerce',
  'feed',
  'page',
  'list',
  'link',
  'ebay',
  'yahoo-shopping-jp',
] as const;
export const sourceNameSchema = z.enum(SOURCE_NAMES);
export type SourceName = z.infer<typeof sourceNameSchema>;
