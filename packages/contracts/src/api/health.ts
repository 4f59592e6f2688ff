import { z } from 'zod';

/** `GET /healthz`. Degraded (still 200, still ready): Redis is away, the database takes no writes, or nobody does the work. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  redis: z.string().optional(),
  database: z.string().optional(),
  /** Why nobody does the work: no scheduler lives, or none reads what waits. */
  work: z.string().optional(),
});
export type Health = z.infer<typeof healthSchema>;
