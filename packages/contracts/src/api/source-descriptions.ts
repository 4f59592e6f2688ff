import { z } from 'zod';
import { sourceNameSchema } from '../words/source-names.js';

/** `GET /api/sources`. */
export const sourceDescriptionsSchema = z.object({
  data: z.array(
    z.object({
      name: sourceNameSchema,
      title: z.string(),
      /** JSON Schema of a task's `query`. */
      query: z.record(z.string(), z.unknown()),
      /** Tasks of this source can be created. */
      available: z.boolean(),
      /** Why not, and what to do. */
      reason: z.string().optional(),
    }),
  ),
});
