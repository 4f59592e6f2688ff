import { z } from 'zod';

/** `GET /healthz`. Degraded (still 200): only Redis is away. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  redis: z.string().optional(),
  database: z.string().optional(),
});
export type Health = z.infer<typeof healthSchema>;
