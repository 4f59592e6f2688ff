import { z } from 'zod';

export const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Query parameters of every list. */
export const pageQuery = {
  cursor: z.string().max(100).optional().describe('`nextCursor` of the page before; left out: the newest'),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(1).max(MAX_LIMIT))
    .optional()
    .describe(`Entries per page, 1 to ${MAX_LIMIT}; left out: ${DEFAULT_LIMIT}`),
};
