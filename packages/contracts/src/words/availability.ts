import { z } from 'zod';

/**
 * Whether a thing can be had. `preorder`: it can be ordered and is not out yet; `backorder`: it can be ordered and is being
 * made or fetched. `unknown`: the shop does not say, so that what was known before holds. A new word needs a line in
 * crawl/translate-answer.ts, for schedulers that do not know it yet.
 */
export const availabilitySchema = z.enum(['in_stock', 'preorder', 'backorder', 'out_of_stock', 'unknown']);
export type Availability = z.infer<typeof availabilitySchema>;
